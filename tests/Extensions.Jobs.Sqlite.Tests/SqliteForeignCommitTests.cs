using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Sqlite.Tests;

/// <summary>Whose commits wake those who wait.</summary>
public sealed class SqliteForeignCommitTests : IDisposable
{
    private readonly TemporaryFile _file = new();
    private readonly SqliteFile _open;
    private readonly SqliteWriter _writer;
    private readonly ForeignCommits _commits;

    public SqliteForeignCommitTests()
    {
        _open = new SqliteFile(
            SqliteLocation.Parse(new SqliteJobsOptions { ConnectionString = _file.ConnectionString })
        );
        _writer = new SqliteWriter(_open);
        _commits = new ForeignCommits(_open, () => { });
    }

    [Fact]
    public async Task Our_own_commits_are_no_news()
    {
        await AddAsync();
        _commits.HasNews();

        await AddAsync();

        Assert.False(_commits.HasNews());
    }

    [Fact]
    public async Task Others_commits_are_news_once()
    {
        await AddAsync();
        _commits.HasNews();
        using var other = _file.OpenStore();

        await other.AddAsync(Sample.NewJob());

        Assert.True(_commits.HasNews());
        Assert.False(_commits.HasNews());
    }

    [Fact]
    public async Task Others_commits_are_news_although_we_have_written_since()
    {
        await AddAsync();
        _commits.HasNews();
        using var other = _file.OpenStore();

        await other.AddAsync(Sample.NewJob());
        await AddAsync();

        Assert.True(_commits.HasNews());
    }

    [Fact]
    public async Task What_others_only_read_is_no_news()
    {
        await AddAsync();
        using var other = _file.OpenStore();
        await other.FindIdsAsync("x");
        _commits.HasNews();

        await other.FindIdsAsync("x");

        Assert.False(_commits.HasNews());
    }

    [Fact]
    public async Task A_file_that_is_opened_is_news()
    {
        Assert.False(_commits.HasNews());

        await AddAsync();

        Assert.True(_commits.HasNews());
    }

    public void Dispose()
    {
        _commits.Dispose();
        _open.Dispose();
        _file.Dispose();
    }

    private Task<JobAdded> AddAsync() =>
        _writer.WriteAsync(
            WriteOrder.Add,
            connection => JobAdd.Apply(connection, Sample.NewJob(), JobLimits.None),
            TestContext.Current.CancellationToken
        );
}
