using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Extensions.Jobs.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Tests.Diagnostics;

/// <summary>What is counted and measured.</summary>
public sealed class MetricsTests : EngineTests
{
    private readonly TestClock _clock = new();
    private readonly ConcurrentQueue<(string Name, double Value, string? State)> _measured = new();
    private readonly MeterListener _listener = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _listener.Dispose();
    }

    [Fact]
    public async Task Each_creation_and_each_run_is_measured()
    {
        var host = await StartAsync(Runs.Work, services: services => services.Set(_clock));
        Listen(host);
        var job = await host.CreateAsync(new CreateJobOptions { IdempotencyKey = "k" });
        await host.CreateAsync(new CreateJobOptions { IdempotencyKey = "k" });
        var run = await Runs.NextAsync();
        _clock.Advance(TimeSpan.FromSeconds(7));
        run.Return(new Answer());
        await host.EndOfAsync(job);
        await host.StopAsync();

        Assert.Equal(
            [("jobs.created", 1.0, null), ("jobs.run.duration", 7.0, JobStatus.Succeeded)],
            _measured.OrderBy(measured => measured.Name)
        );
    }

    [Fact]
    public async Task A_run_is_measured_by_what_became_of_its_job()
    {
        var host = await StartAsync(
            Scripts.Do(
                (question, job) =>
                    question.Text switch
                    {
                        JobStatus.Failed => JobExecutionResult.Failed(new JobError("no")),
                        JobStatus.Cancelled => JobExecutionResult.Cancelled(),
                        JobStatus.Queued when job.Attempt == 1 => throw new InvalidOperationException(),
                        _ => new Answer(),
                    }
            ),
            job => job.RetryDelay = TimeSpan.Zero
        );
        Listen(host);
        foreach (var question in (string[])[JobStatus.Failed, JobStatus.Cancelled, JobStatus.Queued])
        {
            await host.Client.RunAsync(new Question(question), Cancelled);
        }

        await host.StopAsync();

        Assert.Equal(
            [JobStatus.Cancelled, JobStatus.Failed, JobStatus.Queued, JobStatus.Succeeded],
            _measured.Where(measured => measured.Name == "jobs.run.duration").Select(measured => measured.State).Order()
        );
    }

    [Fact]
    public async Task A_worker_that_ignores_its_stop_is_counted()
    {
        var host = await StartAsync(Runs.Work, job => job.CancellationGracePeriod = TimeSpan.Zero);
        Listen(host);
        var job = await host.CreateAsync();
        await Runs.NextAsync();

        await host.Client.CancelAsync(job.Id, Cancelled);
        await host.EndOfAsync(job);

        Assert.Contains(("jobs.ignored_stops", 1.0, null), _measured);
    }

    private void Listen(EngineHost host)
    {
        var meters = host.Services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == "Extensions.Jobs" && instrument.Meter.Scope == meters)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        _listener.Start();
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        Assert.Equal("question", tags[0].Value);
        _measured.Enqueue((instrument.Name, value, tags.Length > 1 ? (string?)tags[1].Value : null));
    }
}
