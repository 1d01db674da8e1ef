namespace Extensions.Jobs.Chaos;

/// <summary>The stores that processes can share.</summary>
internal static class Stores
{
    public static void Use(IJobsBuilder jobs, StoreKind store, string directory)
    {
        switch (store)
        {
            case StoreKind.Sqlite:
                jobs.UseSqlite($"Data Source={Path.Combine(directory, "jobs.db")}");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(store), store, "No such store.");
        }
    }
}

internal enum StoreKind
{
    Sqlite,
}
