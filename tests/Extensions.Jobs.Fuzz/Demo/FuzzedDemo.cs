using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace Extensions.Jobs.Fuzz;

/// <summary>The demo on a real socket, with jobs in all stages.</summary>
public sealed class FuzzedDemo : WebApplicationFactory<Program>, IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("Extensions.Jobs.Fuzz.");
    private readonly Stubbornness _stubbornness = new();
    private Cast? _cast;

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>What was seen of the requests from within.</summary>
    internal Witness Witness { get; } = new();

    internal Cast Cast => _cast ?? throw new InvalidOperationException("The demo does not run.");

    /// <summary>Where its database is: no answer may say so.</summary>
    public string Folder => _folder.FullName;

    private string Database => $"Data Source={Path.Combine(Folder, "jobs.db")}";

    public ValueTask InitializeAsync()
    {
        UseKestrel(0);
        StartServer();
        using var client = CreateClient();
        Address = client.BaseAddress!;
        _cast = new Cast(Services);
        return ValueTask.CompletedTask;
    }

    /// <summary>How many jobs are stored, removed ones too.</summary>
    public async Task<long> CountAsync()
    {
        await using var connection = new SqliteConnection($"{Database};Mode=ReadOnly");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM jobs";
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    /// <summary>What has been called an error since the last time.</summary>
    public string[] TakeErrors()
    {
        var collector = Services.GetFakeLogCollector();
        var errors = collector.GetSnapshot(clear: true).Where(log => log.Level >= LogLevel.Error && !IsExpected(log));
        return [.. errors.Select(log => $"{log}\n{log.Exception}")];
    }

    // Jobs that were asked to crash; and what Kestrel throws at itself while it passes over a body that nobody has read.
    private static bool IsExpected(FakeLogRecord log) =>
        log.Message.StartsWith("The worker of job", StringComparison.Ordinal)
        || (
            log.Category?.StartsWith("Microsoft.AspNetCore.Server.Kestrel", StringComparison.Ordinal) == true
            && log.Exception?.StackTrace?.Contains("OnConsumeAsync", StringComparison.Ordinal) == true
        );

    public override async ValueTask DisposeAsync()
    {
        _stubbornness.IsOver.TrySetResult();
        await base.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.UseEnvironment("Production");
        builder.UseSetting("ConnectionStrings:Jobs", Database);
        // Everything that waits is short, and small bodies are too large already.
        builder.UseSetting("Jobs:WaitLimit", "00:00:00.1");
        builder.UseSetting("Jobs:EventStreamLifetime", "00:00:01");
        builder.UseSetting("Jobs:RecoveryInterval", "00:00:00.1");
        builder.UseSetting("Jobs:ShutdownGracePeriod", "00:00:00");
        builder.UseSetting("Jobs:Types:ping:RetryDelay", "23:00:00");
        builder.UseSetting("Jobs:Types:ping:MaxRetryDelay", "23:00:00");
        builder.UseSetting("Jobs:Types:ping:MaxConcurrency", "100000");
        builder.UseSetting("Jobs:Types:ping:MaxInputBytes", "2000");
        builder.UseSetting("Jobs:Types:word-count:MaxInputBytes", "2000");
        builder.ConfigureLogging(logging => logging.ClearProviders().AddFakeLogging());
        builder.ConfigureServices(services =>
        {
            services.AddSingleton(_stubbornness);
            services.AddSingleton<IStartupFilter>(Witness);
            services.AddJobs<StubbornRequest, NoOutput, StubbornWorker>(
                "stubborn",
                options =>
                {
                    options.CancellationGracePeriod = Timeout.InfiniteTimeSpan;
                    options.FailedRetention = TimeSpan.Zero;
                    options.MaxConcurrency = 100_000;
                    options.RequireIdempotencyKey = true;
                }
            );
        });
    }
}
