using Extensions.Jobs.InMemory;
using Extensions.Jobs.Providers;
using Extensions.Jobs.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Tests.Registration;

/// <summary>Which back-end keeps jobs, by the <c>Use…</c> calls of a host.</summary>
public sealed class BackendTests : EngineTests
{
    private static readonly JobBackend _disk = EngineServices.Lasting with { Name = "disk" };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_single_choice_comes_before_a_whole_store_in_any_order(bool singleFirst)
    {
        var host = await StartAsync(services =>
        {
            var builder = services.AddWork(Scripts.Echo);
            _ = singleFirst
                ? builder.UseNotifier<ScriptedNotifier>().UseStore(_disk)
                : builder.UseStore(_disk).UseNotifier<ScriptedNotifier>();
        });

        Assert.IsType<ScriptedNotifier>(host.Services.GetRequiredService<IJobNotifier>());
        Assert.IsType<InMemoryJobRepository>(host.Repository);
        Assert.Equal(JobStatus.Succeeded, (await host.RunAsync()).Status);
    }

    [Fact]
    public async Task A_single_choice_without_a_store_is_filled_up_by_memory()
    {
        var host = await StartAsync(services => services.AddWork(Scripts.Echo).UseNotifier<ScriptedNotifier>());

        Assert.IsType<InMemoryJobQueue>(host.Services.GetRequiredService<IJobQueue>());
        Assert.Equal(JobStatus.Succeeded, (await host.RunAsync()).Status);
    }

    [Fact]
    public async Task Each_single_choice_stands_for_its_own_part()
    {
        var host = await StartAsync(services =>
            services
                .AddWork(Scripts.Echo)
                .UseRepository<ScriptedRepository>()
                .UseQueue<ScriptedQueue>()
                .UseNotifier<ScriptedNotifier>()
        );

        Assert.IsType<ScriptedRepository>(host.Repository);
        Assert.IsType<ScriptedQueue>(host.Services.GetRequiredService<IJobQueue>());
        Assert.Equal(JobStatus.Succeeded, (await host.RunAsync()).Status);
    }

    [Fact]
    public async Task Two_whole_stores_are_refused()
    {
        var message = await RefusalAsync(jobs => jobs.UseStore(_disk).UseInMemory());

        Assert.Equal("More than one store was chosen for jobs: disk, memory. Keep one of the Use… calls.", message);
    }

    [Fact]
    public async Task Two_queues_are_refused()
    {
        var message = await RefusalAsync(jobs =>
            jobs.UseQueue<ScriptedQueue>().UseStore(new JobBackend("broker") { Queue = _disk.Queue })
        );

        Assert.Equal(
            "More than one queue was chosen for jobs: ScriptedQueue, broker. Keep one of the Use… calls.",
            message
        );
    }

    [Fact]
    public async Task Two_repositories_and_two_notifiers_are_refused()
    {
        var repositories = await RefusalAsync(jobs =>
            jobs.UseRepository<ScriptedRepository>().UseRepository<ScriptedRepository>()
        );
        var notifiers = await RefusalAsync(jobs =>
            jobs.UseNotifier<ScriptedNotifier>().UseNotifier<ScriptedNotifier>()
        );

        Assert.StartsWith("More than one repository was chosen", repositories, StringComparison.Ordinal);
        Assert.StartsWith("More than one notifier was chosen", notifiers, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_front_without_workers_on_memory_is_refused()
    {
        var message = await RefusalAsync(jobs => jobs.AddType<Question, Answer>(Front, null));

        Assert.Contains("Choose a store that both share, as in UseSqlite(…)", message, StringComparison.Ordinal);
        Assert.Contains("AddJobs<TInput, TOutput, TWorker>()", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_front_without_workers_on_a_store_that_lasts_starts_and_accepts()
    {
        var host = await StartAsync(services =>
            services.AddJobs().UseStore(_disk).AddType<Question, Answer>(Front, null)
        );

        Assert.Equal(JobStatus.Queued, (await host.CreateAsync()).Status);
    }

    [Fact]
    public async Task A_front_whose_worker_is_declared_beside_it_runs_jobs()
    {
        var host = await StartAsync(services => services.AddWork(Scripts.Echo).AddType<Question, Answer>(Front, null));

        Assert.True(host.Services.GetRequiredService<JobCatalog>().Types.Single().HasFront);
        Assert.Equal(JobStatus.Succeeded, (await host.RunAsync()).Status);
    }

    private static JobDeclaration Front => new("question", typeof(Question), typeof(Answer)) { HasFront = true };

    private async Task<string> RefusalAsync(Action<IJobsBuilder> choose)
    {
        var host = Build(services => choose(services.AddJobs()));
        return (await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync())).Message;
    }
}
