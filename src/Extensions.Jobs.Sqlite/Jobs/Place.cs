namespace Extensions.Jobs.Sqlite;

/// <summary>
/// Where a job stands in a set. A set of several names is read from one index for each name, as far as its limit, and the header of
/// the first ones only.
/// </summary>
internal readonly record struct Place(long At, string Id, long Seq)
{
    private const string Header = $"SELECT {JobRow.Columns} FROM jobs WHERE seq = ?";

    /// <param name="places">Gets the places.</param>
    /// <param name="rows">Rows of time, id and number.</param>
    public static void ReadAll(List<Place> places, Statement rows)
    {
        using (rows)
        {
            while (rows.Read())
            {
                places.Add(new Place(rows.Long(0), rows.Text(1), rows.Long(2)));
            }
        }
    }

    public JobHeader ReadHeader(JobConnection connection)
    {
        using var row = connection.Prepare(Header).Bind(Seq);
        row.Read();
        return row.ReadHeader();
    }
}
