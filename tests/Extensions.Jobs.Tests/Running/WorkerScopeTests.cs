using System.Collections.Concurrent;
using Extensions.Jobs.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Extensions.Jobs.Tests.Running;

/// <summary>Each attempt has a worker and a scope of its own.</summary>
public sealed class WorkerScopeTests : EngineTests
{
    private readonly ConcurrentQueue<string> _events = new();

    [Fact]
    public async Task Each_attempt_has_a_scope_of_its_own_that_is_disposed_asynchronously_before_the_job_ends()
    {
        var host = await StartAsync(services =>
        {
            services.AddSingleton(_events).AddScoped<Resource>();
            services.AddJobs().AddWorker<Question, Answer, ScopedWorker>(job => job.RetryDelay = TimeSpan.Zero);
        });

        await host.Client.RunAsync(new Question("twice"), Cancelled);

        Assert.Equal(["made", "used", "disposed", "made", "used", "disposed"], _events);
    }

    [Fact]
    public async Task A_constructor_that_throws_is_a_failed_attempt()
    {
        var host = await StartAsync(services =>
        {
            services.AddScoped<Resource>(_ => throw new InvalidOperationException("no connection string"));
            services
                .AddJobs()
                .AddWorker<Question, Answer, ScopedWorker>(job =>
                {
                    job.MaxAttempts = 2;
                    job.RetryDelay = TimeSpan.Zero;
                });
        });

        var end = await host.RunAsync();

        Assert.Equal((JobStatus.Failed, 2, JobErrorTypes.WorkerError), (end.Status, end.Attempt, end.Error!.Type));
    }

    [Fact]
    public async Task A_worker_that_cannot_be_made_is_a_failed_attempt()
    {
        var host = await StartAsync(services =>
            services.AddJobs().AddWorker<Question, Answer, ScopedWorker>(job => job.MaxAttempts = 1)
        );

        Assert.Equal(JobStatus.Failed, (await host.RunAsync()).Status);
    }

    [Fact]
    public async Task A_disposal_that_throws_is_logged_and_the_result_stands()
    {
        var log = new LogRecorder();
        var host = await StartAsync(services =>
        {
            services.AddSingleton(_events).AddScoped<Resource>().Log(log);
            services.AddJobs().AddWorker<Question, Answer, ScopedWorker>();
        });

        var end = await host.Client.RunAsync(new Question("dispose badly"), Cancelled);

        Assert.Equal((JobStatus.Succeeded, JobStatusOutput.Available), (end.Status, end.Output.State));
        Assert.Contains(
            log.Of(LogLevel.Warning),
            text => text == $"The scope of job {end.Id} could not be disposed; its result stands"
        );
    }

    [Fact]
    public async Task A_worker_that_is_disposable_is_disposed_once_per_attempt()
    {
        var host = await StartAsync(services =>
        {
            services.AddSingleton(_events);
            services.AddJobs().AddWorker<Question, Answer, DisposableWorker>();
        });

        await host.RunAsync();
        await host.StopAsync();

        Assert.Equal(["disposed"], _events);
    }

    public sealed class Resource(ConcurrentQueue<string> events) : IAsyncDisposable
    {
        private bool _disposesBadly;

        public void Use(string how)
        {
            events.Enqueue("used");
            _disposesBadly = how == "dispose badly";
        }

        public async ValueTask DisposeAsync()
        {
            await Task.Yield();
            events.Enqueue("disposed");
            if (_disposesBadly)
            {
                throw new InvalidOperationException();
            }
        }
    }

    public sealed class ScopedWorker : IWorker<Question, Answer>
    {
        private readonly Resource _resource;

        public ScopedWorker(Resource resource, IServiceProvider services)
        {
            _resource = resource;
            services.GetService<ConcurrentQueue<string>>()?.Enqueue("made");
        }

        public Task<JobExecutionResult<Answer>> ExecuteAsync(
            Question input,
            JobContext job,
            CancellationToken cancellationToken
        )
        {
            _resource.Use(input.Text);
            return input.Text == "twice" && job.Attempt == 1
                ? throw new InvalidOperationException()
                : Task.FromResult<JobExecutionResult<Answer>>(new Answer());
        }
    }

    public sealed class DisposableWorker(ConcurrentQueue<string> events) : IWorker<Question, Answer>, IDisposable
    {
        public Task<JobExecutionResult<Answer>> ExecuteAsync(
            Question input,
            JobContext job,
            CancellationToken cancellationToken
        ) => Task.FromResult<JobExecutionResult<Answer>>(new Answer());

        public void Dispose() => events.Enqueue("disposed");
    }
}
