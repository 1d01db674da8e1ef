using Extensions.Jobs.Providers;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Sqlite.Tests;

/// <summary>What a host writes to keep its jobs in a file.</summary>
public sealed class SqliteRegistrationTests : IDisposable
{
    private readonly TemporaryFile _file = new();
    private readonly ServiceCollection _services = [];

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("Cache=Shared")]
    [InlineData("Data Source=")]
    [InlineData("Data Source=:memory:")]
    [InlineData("Data Source=jobs;Mode=Memory;Cache=Shared")]
    [InlineData("Data Source=file::memory:?cache=shared")]
    [InlineData("Data Source=file:jobs?mode=memory&cache=shared")]
    [InlineData("Data Source=file:/jobs?vfs=memdb")]
    [InlineData("jobs.db")]
    [InlineData("Data Sauce=jobs.db")]
    [InlineData("Data Source=jobs.db;Mode=Sometimes")]
    public void A_connection_string_without_a_file_is_refused(string? connectionString)
    {
        var refused = Assert.Throws<ArgumentException>(() => Builder().UseSqlite(connectionString!));

        Assert.Contains(
            "Name a file in SqliteJobsOptions.ConnectionString, such as \"Data Source=jobs.db\".",
            refused.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_connection_string_that_only_reads_is_refused()
    {
        var refused = Assert.Throws<ArgumentException>(() => Builder().UseSqlite("Data Source=jobs.db;Mode=ReadOnly"));

        Assert.Contains("Remove Mode=ReadOnly", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(3601)]
    public void A_time_out_that_makes_no_sense_is_refused(int seconds)
    {
        var refused = Assert.Throws<ArgumentException>(() =>
            Builder()
                .UseSqlite(options =>
                {
                    options.ConnectionString = _file.ConnectionString;
                    options.BusyTimeout = TimeSpan.FromSeconds(seconds);
                })
        );

        Assert.Contains("SqliteJobsOptions.BusyTimeout", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_a_whole_store_that_the_host_closes()
    {
        Builder().UseSqlite(_file.ConnectionString);
        var provider = _services.BuildServiceProvider();
        var backend = provider.GetRequiredService<JobBackend>();
        Assert.Equal(("SQLite", true, false), (backend.Name, backend.IsWhole, backend.IsVolatile));
        var repository = backend.Repository!(provider);
        Assert.False(File.Exists(_file.Path));
        await repository.BeatAsync(Sample.Node("a"), [], TestContext.Current.CancellationToken);
        Assert.True(File.Exists(_file.Path));

        provider.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() =>
            repository.FindAsync(["x"], JobParts.Header, TestContext.Current.CancellationToken)
        );
        Assert.False(File.Exists($"{_file.Path}-wal"), "The file is still open.");
    }

    [Fact]
    public void It_opens_nothing_by_being_made()
    {
        Builder().UseSqlite("Data Source=/no/such/folder/jobs.db");
        using var provider = _services.BuildServiceProvider();

        Assert.NotNull(provider.GetRequiredService<JobBackend>().Repository!(provider));
    }

    public void Dispose() => _file.Dispose();

    private HostBuilder Builder() => new(_services);

    private sealed record HostBuilder(IServiceCollection Services) : IJobsBuilder;
}
