using Extensions.Jobs.InMemory;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Tests.Engine;

/// <summary>What the tests of the engine share: real hosts that end with the test, and a deadline for what should not hang.</summary>
public abstract class EngineTests : IAsyncDisposable
{
    private readonly CancellationTokenSource _deadline = CancellationTokenSource.CreateLinkedTokenSource(
        TestContext.Current.CancellationToken
    );
    private readonly List<EngineHost> _hosts = [];

    protected EngineTests()
    {
        _deadline.CancelAfter(TimeSpan.FromSeconds(30));
        Runs = new HeldRuns(Cancelled);
    }

    /// <summary>Runs of a worker that does what the test says; those that are still held at its end are let go.</summary>
    protected HeldRuns Runs { get; }

    protected CancellationToken Cancelled => _deadline.Token;

    /// <summary>A store that several hosts may share.</summary>
    private protected static InMemoryJobStore NewStore(TimeProvider? time = null) => new(time ?? TimeProvider.System);

    protected Task<EngineHost> StartAsync(
        Work<Question, Answer> work,
        Action<JobOptions>? job = null,
        Action<JobsOptions>? jobs = null,
        Action<IServiceCollection>? services = null
    ) =>
        StartAsync(all =>
        {
            all.AddSingleton(work);
            all.AddJobs(jobs).AddWorker<Question, Answer, ScriptedWorker<Question, Answer>>(job);
            services?.Invoke(all);
        });

    protected async Task<EngineHost> StartAsync(Action<IServiceCollection> add)
    {
        var host = Build(add);
        await host.StartAsync();
        return host;
    }

    protected EngineHost Build(Action<IServiceCollection> add)
    {
        var host = new EngineHost(EngineHost.Build(add), Cancelled);
        _hosts.Add(host);
        return host;
    }

    public virtual async ValueTask DisposeAsync()
    {
        Runs.LetGo();
        foreach (var host in Enumerable.Reverse(_hosts))
        {
            await host.DisposeAsync();
        }

        _deadline.Dispose();
        GC.SuppressFinalize(this);
    }
}
