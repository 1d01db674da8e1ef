using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Extensions.Jobs.Sqlite.Tests;

/// <summary>Whole hosts on one file.</summary>
public sealed class SqliteHostTests : IDisposable
{
    private readonly TemporaryFile _file = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_runs_and_its_output_outlives_the_host()
    {
        string id;
        using (var host = await StartAsync())
        {
            id = (await ClientOf(host).CreateAsync(new Echo("hello"), null, Cancellation)).Id;
            var status = await ClientOf(host).WaitAsync(id, Timeout.InfiniteTimeSpan, null, Cancellation);
            Assert.Equal(JobStatus.Succeeded, status.Status);
            await host.StopAsync(Cancellation);
        }

        using var again = await StartAsync();
        Assert.Equal("hello", (await ClientOf(again).GetOutputAsync(id, Cancellation)).Value.Text);
        await again.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_job_that_one_host_runs_is_cancelled_through_another()
    {
        using var running = await StartAsync();
        var id = (await ClientOf(running).CreateAsync(new Echo("wait"), null, Cancellation)).Id;
        await running.Services.GetRequiredService<Started>().WaitAsync(Cancellation);
        using var other = await StartAsync();

        await ClientOf(other).CancelAsync(id, Cancellation);

        var status = await ClientOf(other).WaitAsync(id, Timeout.InfiniteTimeSpan, null, Cancellation);
        Assert.Equal(JobStatus.Cancelled, status.Status);
        await running.StopAsync(Cancellation);
        await other.StopAsync(Cancellation);
    }

    [Fact]
    public async Task A_host_that_stops_leaves_no_file_beside_the_database()
    {
        using (var host = await StartAsync())
        {
            await ClientOf(host).CreateAsync(new Echo("hello"), null, Cancellation);
            await host.StopAsync(Cancellation);
        }

        Assert.Equal([_file.Path], Directory.GetFiles(_file.Folder));
    }

    public void Dispose() => _file.Dispose();

    private static IJobClient<Echo, Echoed> ClientOf(IHost host) =>
        host.Services.GetRequiredService<IJobClient<Echo, Echoed>>();

    private async Task<IHost> StartAsync()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<Started>();
        builder.Services.AddJobs().AddWorker<Echo, Echoed, EchoWorker>().UseSqlite(_file.ConnectionString);
        var host = builder.Build();
        await host.StartAsync(Cancellation);
        return host;
    }

    public sealed record Echo(string Text);

    public sealed record Echoed(string Text);

    public sealed class Started : SemaphoreSlim
    {
        public Started()
            : base(0) { }
    }

    public sealed class EchoWorker(Started started) : IWorker<Echo, Echoed>
    {
        public async Task<JobExecutionResult<Echoed>> ExecuteAsync(
            Echo input,
            JobContext job,
            CancellationToken cancellationToken
        )
        {
            started.Release();
            if (input.Text == "wait")
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            }

            return new Echoed(input.Text);
        }
    }
}
