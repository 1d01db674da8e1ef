using Extensions.Jobs.Providers;
using Microsoft.Data.Sqlite;

namespace Extensions.Jobs.Sqlite.Tests;

/// <summary>The file as the store makes it, and files that others have made.</summary>
public sealed class SqliteSchemaTests : IDisposable
{
    private readonly TemporaryFile _file = new();

    [Fact]
    public async Task The_first_beat_makes_the_schema_and_a_write_ahead_log()
    {
        using var store = _file.OpenStore();
        Assert.False(File.Exists(_file.Path));

        await store.BeatAsync(Sample.Node("a"));

        Assert.Equal(1L, Ask("PRAGMA user_version"));
        Assert.Equal("wal", Ask("PRAGMA journal_mode"));
        Assert.Equal(4L, Ask("SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name GLOB 'job*'"));
    }

    [Fact]
    public async Task Every_other_call_opens_the_file_too()
    {
        using (var store = _file.OpenStore())
        {
            Assert.Empty(await store.FindIdsAsync("x"));
        }

        File.Delete(_file.Path);
        using (var store = _file.OpenStore())
        {
            Assert.Equal(JobAdded.Added, await store.AddAsync(Sample.NewJob()));
        }
    }

    [Fact]
    public async Task Each_commit_waits_for_the_disk()
    {
        using var store = _file.OpenStore();
        await store.BeatAsync(Sample.Node("a"));

        var synchronous = await store.WriteAsync(
            WriteOrder.Beat,
            connection => connection.Prepare("PRAGMA synchronous").Number()!.Value,
            TestContext.Current.CancellationToken
        );

        Assert.Equal(2, synchronous);
    }

    [Fact]
    public async Task Jobs_outlive_the_store()
    {
        var job = Sample.NewJob();
        using (var store = _file.OpenStore())
        {
            await store.AddAsync(job);
        }

        using var again = _file.OpenStore();
        Assert.Equal([job.Header.Id], await again.FindIdsAsync(job.Header.Id));
    }

    [Fact]
    public async Task A_newer_schema_is_refused_and_left_alone()
    {
        Ask("PRAGMA user_version = 1000");
        using var store = _file.OpenStore();

        var refused = await Assert.ThrowsAsync<JobStoreException>(() => store.BeatAsync(Sample.Node("a")));

        Assert.Contains(
            "has schema 1000, and this version of Extensions.Jobs.Sqlite knows 1 at most. Update the package",
            refused.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(0L, Ask("SELECT COUNT(*) FROM sqlite_schema"));
    }

    [Fact]
    public async Task A_table_of_the_same_name_is_refused_and_left_alone()
    {
        Ask("CREATE TABLE jobs (mine)");
        using var store = _file.OpenStore();

        var refused = await Assert.ThrowsAsync<JobStoreException>(() => store.BeatAsync(Sample.Node("a")));

        Assert.Contains("table jobs already exists", refused.Message, StringComparison.Ordinal);
        Assert.Contains("Name another file.", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1L, Ask("SELECT COUNT(*) FROM sqlite_schema"));
    }

    [Fact]
    public async Task Other_tables_may_stand_in_the_file()
    {
        Ask("CREATE TABLE orders (id)");
        using var store = _file.OpenStore();

        Assert.True((await store.BeatAsync(Sample.Node("a"))).Held);
    }

    public void Dispose() => _file.Dispose();

    private object? Ask(string sql)
    {
        using var connection = new SqliteConnection(_file.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
