using System.Collections.Concurrent;
using Extensions.Jobs.Mvc.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Mvc.Tests.Inputs;

/// <summary>An application with a job called <c>take</c> that accepts every input of a type, and keeps it.</summary>
internal sealed class TakingApp<TInput> : IAsyncDisposable
    where TInput : notnull
{
    private readonly TakingClient _taken;
    private readonly TestApp _app;

    private TakingApp(TestApp app, TakingClient taken)
    {
        _app = app;
        _taken = taken;
    }

    public TestApp App => _app;

    public IReadOnlyCollection<TInput> Taken => _taken.Inputs;

    public static async Task<TakingApp<TInput>> StartAsync(Setup? setup = null)
    {
        setup ??= new Setup();
        var taken = new TakingClient();
        var app = await TestApp.StartAsync(
            setup with
            {
                Services = services =>
                {
                    services.AddJobs<TInput, NoOutput, IdleWorker>("take");
                    services.AddSingleton<IJobClient<TInput, NoOutput>>(taken);
                    setup.Services(services);
                },
            }
        );
        return new TakingApp<TInput>(app, taken);
    }

    public Task<HttpResponseMessage> PostAsync(string json) => PostAsync(Reading.Json(json));

    public Task<HttpResponseMessage> PostAsync(HttpContent? content) =>
        _app.Client.SendAsync("POST", "/jobs/take", content);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private sealed class IdleWorker : IWorker<TInput, NoOutput>
    {
        public Task<JobExecutionResult<NoOutput>> ExecuteAsync(
            TInput input,
            JobContext job,
            CancellationToken cancellationToken
        ) => throw new NotSupportedException();
    }

    private sealed class TakingClient : IJobClient<TInput, NoOutput>
    {
        public ConcurrentQueue<TInput> Inputs { get; } = [];

        public IJobClient<TInput, NoOutput> For(string owner) => this;

        public Task<JobStatus> CreateAsync(TInput input, CreateJobOptions? options, CancellationToken cancellationToken)
        {
            Inputs.Enqueue(input);
            return Task.FromResult(
                new JobStatus
                {
                    Id = FakeJobs.Id,
                    Type = "take",
                    Status = JobStatus.Queued,
                    Created = FakeJobs.Created,
                    Updated = FakeJobs.Created,
                    Output = new JobStatusOutput(JobStatusOutput.Pending),
                }
            );
        }

        public Task<JobStatus> GetStatusAsync(string id, CancellationToken cancellationToken) => throw Unused();

        public Task<JobOutput<NoOutput>> GetOutputAsync(string id, CancellationToken cancellationToken) =>
            throw Unused();

        public Task<JobStatus> CancelAsync(string id, CancellationToken cancellationToken) => throw Unused();

        public Task<JobStatus?> DeleteAsync(string id, long? ifVersion, CancellationToken cancellationToken) =>
            throw Unused();

        public Task<JobStatus?> DeleteOutputAsync(string id, long? ifVersion, CancellationToken cancellationToken) =>
            throw Unused();

        public Task<JobStatus> WaitAsync(
            string id,
            TimeSpan timeout,
            long? knownVersion,
            CancellationToken cancellationToken
        ) => throw Unused();

        public IAsyncEnumerable<JobStatus> WatchAsync(string id, CancellationToken cancellationToken) => throw Unused();

        public Task<JobList> ListAsync(JobListQuery query, CancellationToken cancellationToken) => throw Unused();

        private static NotSupportedException Unused() => new("No test of inputs asks for this.");
    }
}
