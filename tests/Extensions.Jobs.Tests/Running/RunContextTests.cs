using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Extensions.Jobs.Tests.Engine;

namespace Extensions.Jobs.Tests.Running;

/// <summary>A run is alone with its job: nothing flows into it but what the job says.</summary>
public sealed class RunContextTests : EngineTests
{
    private static readonly AsyncLocal<string?> _ambient = new();

    [Fact]
    public async Task Nothing_of_its_creator_flows_into_a_run()
    {
        var seen = new ConcurrentQueue<(string? Ambient, string Culture, string? Activity)>();
        var host = Build(services =>
            services.AddWork(
                Scripts.Do(_ =>
                {
                    seen.Enqueue((_ambient.Value, CultureInfo.CurrentCulture.Name, Activity.Current?.Id));
                    return new Answer();
                })
            )
        );
        var usual = CultureInfo.DefaultThreadCurrentCulture ?? CultureInfo.InstalledUICulture;
        using var activity = new Activity("request").Start();
        _ambient.Value = "of the request";
        CultureInfo.CurrentCulture = new CultureInfo("tr-TR");

        // The first request starts the engine; the second wakes it.
        var first = await host.CreateAsync();
        await host.EndOfAsync(first);
        await host.StartAsync();
        await host.RunAsync();

        Assert.Equal(2, seen.Count);
        Assert.All(seen, run => Assert.Equal((null, usual.Name, null), run));
    }

    [Fact]
    public async Task A_run_continues_the_trace_of_its_creation_as_a_consumer()
    {
        var runs = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Extensions.Jobs",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = runs.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        Activity? seen = null;
        var host = await StartAsync(
            Scripts.Do(job =>
            {
                seen = Activity.Current;
                return job.Attempt == 1 ? throw new InvalidOperationException() : new Answer();
            }),
            job => job.RetryDelay = TimeSpan.Zero
        );
        using var request = new Activity("request").Start();

        var end = await host.RunAsync();

        var own = runs.Where(run => run.TraceId == request.TraceId).ToArray();
        Assert.Equal(2, own.Length);
        Assert.All(own, run => Assert.Equal(request.SpanId, run.ParentSpanId));
        Assert.All(
            own,
            run => Assert.Equal(("process question", ActivityKind.Consumer), (run.OperationName, run.Kind))
        );
        Assert.All(own, run => Assert.Equal(end.Id, run.GetTagItem("messaging.message.id")));
        Assert.Equal([ActivityStatusCode.Error, ActivityStatusCode.Unset], own.Select(run => run.Status));
        Assert.Same(own[1], seen);
    }

    [Fact]
    public async Task A_failure_names_the_trace_of_its_creation()
    {
        var host = await StartAsync(Scripts.Do(_ => throw new InvalidOperationException()), job => job.MaxAttempts = 1);
        using var request = new Activity("request").Start();

        var end = await host.RunAsync();

        Assert.Equal(request.TraceId.ToString(), end.Error!.TraceId);
    }

    [Fact]
    public async Task A_run_knows_its_job()
    {
        JobContext? seen = null;
        var host = await StartAsync(
            Scripts.Do(job =>
            {
                seen = job;
                return new Answer();
            }),
            job => job.MaxAttempts = 7
        );

        var end = await host.RunAsync(new CreateJobOptions { Owner = "ann" });

        Assert.Equal((end.Id, "question", "ann"), (seen!.Id, seen.Name, seen.Owner));
        Assert.Equal((1, 7, JobStopCause.None), (seen.Attempt, seen.MaxAttempts, seen.StopCause));
    }
}
