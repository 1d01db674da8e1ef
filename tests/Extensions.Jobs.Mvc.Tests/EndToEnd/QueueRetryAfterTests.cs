using System.Text.Json;
using Extensions.Jobs.Mvc.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Extensions.Jobs.Mvc.Tests.EndToEnd;

/// <summary>How long the owner of a job that waits is asked to wait, by the queue as it is.</summary>
public sealed class QueueRetryAfterTests
{
    private readonly FakeTimeProvider _time = new(FakeJobs.Created);
    private readonly Steps _steps = new();

    [Fact]
    public async Task When_the_queue_ahead_has_gone_the_owner_is_asked_to_come_sooner()
    {
        await using var app = await StartAsync();
        await LearnAsync(app);
        await CreateAsync(app);
        await _steps.Started.WaitAsync(TestContext.Current.CancellationToken);
        List<string> ahead = [];
        for (var at = 0; at < 5; at++)
        {
            ahead.Add(await CreateAsync(app));
        }

        var last = await CreateAsync(app);
        var before = await RetryAfterAsync(app, last);
        foreach (var job in ahead)
        {
            using var deleted = await app.Client.SendAsync("DELETE", job);
        }

        // What was counted is looked at again after some time only.
        _time.Advance(TimeSpan.FromSeconds(10));
        Assert.InRange(before, 50, 100);
        while (await RetryAfterAsync(app, last) > 40)
        {
            // Until it has been counted.
        }

        _steps.Continue.Release(2);
    }

    /// <summary>A run takes 10 seconds.</summary>
    private async Task LearnAsync(TestApp app)
    {
        var job = await CreateAsync(app);
        await _steps.Started.WaitAsync(TestContext.Current.CancellationToken);
        _time.Advance(TimeSpan.FromSeconds(10));
        _steps.Continue.Release();
        string? status;
        do
        {
            using var response = await app.Client.SendAsync("GET", $"{job}?redirect=false");
            status = (await response.ReadJsonAsync()).GetProperty("status").GetString();
        } while (status != JobStatus.Succeeded);
    }

    private static async Task<int> RetryAfterAsync(TestApp app, string job)
    {
        using var response = await app.Client.SendAsync("GET", job);
        return int.Parse(response.Header("Retry-After")!, provider: null);
    }

    private static async Task<string> CreateAsync(TestApp app)
    {
        using var created = await app.Client.SendAsync("POST", "/jobs/stepped", Reading.Json("{}"));
        return created.Header("Location")!;
    }

    private Task<TestApp> StartAsync() =>
        TestApp.StartAsync(
            new Setup
            {
                Services = services =>
                {
                    services.AddSingleton<TimeProvider>(_time);
                    services.AddSingleton(_steps);
                    services
                        .AddJobs(jobs => jobs.MaxRetryAfter = 1_000)
                        .AddJobs<SteppedRequest, JsonElement, SteppedWorker>(job => job.MaxConcurrency = 1);
                },
            }
        );

    public sealed record SteppedRequest;

    public sealed class Steps
    {
        public SemaphoreSlim Started { get; } = new(0);

        public SemaphoreSlim Continue { get; } = new(0);
    }

    public sealed class SteppedWorker(Steps steps) : IWorker<SteppedRequest, JsonElement>
    {
        public async Task<JobExecutionResult<JsonElement>> ExecuteAsync(
            SteppedRequest input,
            JobContext job,
            CancellationToken cancellationToken
        )
        {
            steps.Started.Release();
            await steps.Continue.WaitAsync(cancellationToken);
            return JsonDocument.Parse("1").RootElement;
        }
    }
}
