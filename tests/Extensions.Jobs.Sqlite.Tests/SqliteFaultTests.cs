using System.Diagnostics;
using Extensions.Jobs.Providers;
using Microsoft.Data.Sqlite;

namespace Extensions.Jobs.Sqlite.Tests;

/// <summary>What can befall a file is said in a sentence, and is over when its cause is gone.</summary>
public sealed class SqliteFaultTests : IDisposable
{
    private readonly TemporaryFile _file = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_locked_file_is_waited_for_and_then_refused()
    {
        using var store = _file.OpenStore(busyTimeout: TimeSpan.FromMilliseconds(50));
        await store.BeatAsync(Sample.Node("a"));
        var (kept, lost) = (Sample.NewJob(), Sample.NewJob());
        using (var connection = Connect())
        {
            using var transaction = connection.BeginTransaction();

            var refused = await Assert.ThrowsAsync<JobStoreException>(() => store.AddAsync(lost));

            Assert.Contains("was locked by others for too long", refused.Message, StringComparison.Ordinal);
            Assert.Empty(await store.FindIdsAsync(lost.Header.Id));
        }

        Assert.Equal(JobAdded.Added, await store.AddAsync(kept));
        Assert.Equal([kept.Header.Id], await store.FindIdsAsync(lost.Header.Id, kept.Header.Id));
    }

    [Fact]
    public async Task A_file_that_is_locked_when_it_is_opened_is_waited_for_too()
    {
        using var hasty = _file.OpenStore(busyTimeout: TimeSpan.FromMilliseconds(50));
        using var patient = _file.OpenStore();
        using var connection = Connect();
        var transaction = connection.BeginTransaction();

        var refused = await Assert.ThrowsAsync<JobStoreException>(() => hasty.BeatAsync(Sample.Node("a")));
        Assert.Contains("was locked by others for too long", refused.Message, StringComparison.Ordinal);

        var beating = patient.BeatAsync(Sample.Node("b"));
        await transaction.RollbackAsync(Cancellation);
        Assert.True((await beating).Held);
        Assert.True((await hasty.BeatAsync(Sample.Node("a"))).Held);
    }

    [Fact]
    public async Task What_waits_for_a_lock_is_written_when_it_is_free()
    {
        using var store = _file.OpenStore();
        await store.BeatAsync(Sample.Node("a"));
        using var connection = Connect();
        var transaction = connection.BeginTransaction();
        var job = Sample.NewJob();
        var adding = store.AddAsync(job);
        // Reads go on.
        Assert.Empty(await store.FindIdsAsync(job.Header.Id));

        await transaction.RollbackAsync(Cancellation);

        Assert.Equal(JobAdded.Added, await adding);
    }

    [Fact]
    public async Task A_full_disk_keeps_out_what_does_not_fit_and_nothing_else()
    {
        using var store = _file.OpenStore();
        await store.BeatAsync(Sample.Node("a"));
        await SetMaxPagesAsync(store, 60);
        var large = Sample.NewJob(job => job with { Input = new byte[1_000_000] });
        var small = Sample.NewJob();

        var adding = store.AddAsync(large);
        var alsoAdding = store.AddAsync(small);

        var refused = await Assert.ThrowsAsync<JobStoreException>(() => adding);
        Assert.Contains("is full", refused.Message, StringComparison.Ordinal);
        Assert.Equal(JobAdded.Added, await alsoAdding);
        Assert.Equal([small.Header.Id], await store.FindIdsAsync(large.Header.Id, small.Header.Id));

        await SetMaxPagesAsync(store, 1_000_000);
        Assert.Equal(JobAdded.Added, await store.AddAsync(large));
        var found = Assert.Single(await store.Repository.FindAsync([large.Header.Id], JobParts.Input, Cancellation));
        Assert.Equal(1_000_000, found.Input.Length);
    }

    [Fact]
    public async Task What_is_no_database_is_said_to_be_damaged()
    {
        await File.WriteAllTextAsync(_file.Path, new string('x', 8192), Cancellation);
        using var store = _file.OpenStore();

        var refused = await Assert.ThrowsAsync<JobStoreException>(() => store.BeatAsync(Sample.Node("a")));

        Assert.Contains("is damaged, or no SQLite file", refused.Message, StringComparison.Ordinal);
        File.Delete(_file.Path);
        Assert.True((await store.BeatAsync(Sample.Node("a"))).Held);
    }

    [Fact]
    public async Task A_file_that_is_damaged_while_it_is_open_is_said_to_be_and_can_be_replaced()
    {
        var job = Sample.NewJob();
        using (var store = _file.OpenStore())
        {
            await store.AddAsync(job);
        }

        var backup = $"{_file.Path}-backup";
        File.Copy(_file.Path, backup);
        using (var store = _file.OpenStore())
        {
            await store.BeatAsync(Sample.Node("a"));
            await store.AddAsync(Sample.NewJob());
        }

        using (var store = _file.OpenStore())
        {
            await store.BeatAsync(Sample.Node("b"));
            var junk = $"{_file.Path}-junk";
            await File.WriteAllTextAsync(junk, new string('x', 100_000), Cancellation);
            await OverwriteAsync(junk);

            var refused = await Assert.ThrowsAsync<JobStoreException>(() => store.FindIdsAsync(job.Header.Id));
            Assert.Contains("is damaged", refused.Message, StringComparison.Ordinal);

            await OverwriteAsync(backup);
            Assert.Equal([job.Header.Id], await store.FindIdsAsync(job.Header.Id));
            Assert.Equal(JobAdded.Added, await store.AddAsync(Sample.NewJob()));
        }
    }

    [Fact]
    public async Task A_deleted_folder_is_said_to_be_missing_and_jobs_are_taken_again_when_it_is_there()
    {
        using var store = _file.OpenStore();
        await store.BeatAsync(Sample.Node("a"));
        Directory.Delete(_file.Folder, recursive: true);

        var refused = await Assert.ThrowsAsync<JobStoreException>(() => store.AddAsync(Sample.NewJob()));

        Assert.Contains("cannot be opened. Create its folder", refused.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<JobStoreException>(() => store.FindIdsAsync("x"));
        await Assert.ThrowsAsync<JobStoreException>(() => store.ClaimAsync("a"));

        Directory.CreateDirectory(_file.Folder);
        Assert.False((await store.BeatAsync(Sample.Node("a", 1))).Held);
        Assert.True((await store.BeatAsync(Sample.Node("b"))).Held);
        Assert.Equal(JobAdded.Added, await store.AddAsync(Sample.NewJob()));
    }

    [Fact]
    public async Task A_folder_that_was_never_there_is_said_to_be_missing()
    {
        Directory.Delete(_file.Folder);
        using var store = _file.OpenStore();

        var refused = await Assert.ThrowsAsync<JobStoreException>(() => store.BeatAsync(Sample.Node("a")));

        Assert.Contains("cannot be opened. Create its folder", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_system_without_a_write_ahead_log_is_refused()
    {
        using var store = _file.OpenStore(busyTimeout: TimeSpan.FromMilliseconds(50), settings: ";Vfs=unix-dotfile");

        var refused = await Assert.ThrowsAsync<JobStoreException>(() => store.BeatAsync(Sample.Node("a")));

        Assert.Contains("allows no write-ahead log.", refused.Message, StringComparison.Ordinal);
        Assert.Contains("the journal mode is delete", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_write_that_is_bad_by_itself_fails_alone()
    {
        using var store = _file.OpenStore();
        await store.BeatAsync(Sample.Node("a"));
        Job[] jobs = [.. Enumerable.Range(0, 20).Select(_ => Sample.NewJob())];
        jobs[7] = jobs[7] with { Header = jobs[7].Header with { Name = null! } };

        var adding = Array.ConvertAll(jobs, store.AddAsync);

        await Assert.ThrowsAsync<SqliteException>(() => adding[7]);
        var good = jobs.Where((_, i) => i != 7).Select(job => job.Header.Id).Order().ToList();
        await Task.WhenAll(adding.Where((_, i) => i != 7));
        Assert.Equal(good, (await store.FindIdsAsync(jobs.Select(job => job.Header.Id))).Order());
    }

    [Fact]
    public async Task A_store_that_is_closed_says_so()
    {
        var store = _file.OpenStore();
        await store.BeatAsync(Sample.Node("a"));
        store.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.AddAsync(Sample.NewJob()));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.FindIdsAsync("x"));
    }

    public void Dispose() => _file.Dispose();

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(_file.ConnectionString);
        connection.Open();
        return connection;
    }

    private static Task<bool> SetMaxPagesAsync(SqliteJobStore store, int pages) =>
        store.WriteAsync(
            WriteOrder.Beat,
            connection =>
            {
                connection.Execute($"PRAGMA max_page_count = {pages}");
                return true;
            },
            Cancellation
        );

    // By another process: one that closes a file loses all its locks on it, SQLite's too.
    private async Task OverwriteAsync(string source)
    {
        using var copying = Process.Start("cp", [source, _file.Path]);
        await copying.WaitForExitAsync(Cancellation);
        Assert.Equal(0, copying.ExitCode);
    }
}
