using Microsoft.Data.Sqlite;

namespace Extensions.Jobs.Sqlite;

/// <summary>Reads, beside the writer and each other. Thread-safe.</summary>
internal sealed class SqliteReaders(SqliteFile file)
{
    /// <summary>Reads one moment of the file.</summary>
    public async Task<T> ReadAsync<T>(Func<JobConnection, T> read, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Read(await file.OpenAsync(cancellationToken).ConfigureAwait(false), read);
    }

    private T Read<T>(OpenFile open, Func<JobConnection, T> read)
    {
        JobConnection? reader = null;
        try
        {
            reader = open.TakeReader();
            reader.Execute("BEGIN");
            var result = read(reader);
            reader.Execute("COMMIT");
            open.GiveBack(reader);
            return result;
        }
        catch (SqliteException error)
        {
            reader?.Dispose();
            throw file.Fail(open, error);
        }
        catch
        {
            reader?.Dispose();
            throw;
        }
    }
}
