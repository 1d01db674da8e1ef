using System.Data.Common;
using Extensions.Jobs.Providers;
using Microsoft.Extensions.DependencyInjection;
using Moq;

namespace Extensions.Jobs.Abstractions.Tests;

public sealed class JobsBuilderTests
{
    private readonly ServiceCollection _services = [];
    private readonly IJobsBuilder _builder;

    public JobsBuilderTests() => _builder = Mock.Of<IJobsBuilder>(builder => builder.Services == _services);

    private JobBackend[] Chosen => [.. _services.Select(service => service.ImplementationInstance).Cast<JobBackend>()];

    [Fact]
    public void A_single_contract_is_chosen_by_its_type_and_made_with_what_the_host_has()
    {
        var host = Mock.Of<IServiceProvider>(host => host.GetService(typeof(string)) == (object)"told");

        Assert.Same(_builder, _builder.UseRepository<Store>().UseQueue<Store>().UseNotifier<Store>());

        Assert.Equal("told", Assert.IsType<Store>(Chosen[0].Repository!(host)).Told);
        Assert.Equal("told", Assert.IsType<Store>(Chosen[1].Queue!(host)).Told);
        Assert.Equal("told", Assert.IsType<Store>(Chosen[2].Notifier!(host)).Told);
        Assert.All(Chosen, backend => Assert.Equal(("Store", false, false), Parts(backend)));
        Assert.Equal((null, null), (Chosen[0].Queue, Chosen[0].Notifier));
    }

    [Fact]
    public void A_store_that_makes_all_three_is_whole()
    {
        var store = new JobBackend("memory")
        {
            Repository = _ => Mock.Of<IJobRepository>(),
            Queue = _ => Mock.Of<IJobQueue>(),
            Notifier = _ => Mock.Of<IJobNotifier>(),
            IsVolatile = true,
        };

        Assert.Same(_builder, _builder.UseStore(store));

        Assert.Same(store, Assert.Single(Chosen));
        Assert.Equal(("memory", true, true), Parts(store));
        Assert.Equal(("memory", false, true), Parts(store with { Notifier = null }));
    }

    private static (string, bool, bool) Parts(JobBackend backend) =>
        (backend.Name, backend.IsWhole, backend.IsVolatile);

    private sealed class Store(string told) : IJobRepository, IJobQueue, IJobNotifier
    {
        public string Told => told;

        public Task<JobAdded> AddAsync(
            Job job,
            JobLimits limits,
            DbTransaction? transaction,
            CancellationToken cancellationToken
        ) => throw new NotSupportedException();

        public Task<IReadOnlyList<Job>> FindAsync(
            IReadOnlyCollection<string> ids,
            JobParts parts,
            CancellationToken cancellationToken
        ) => throw new NotSupportedException();

        public Task<bool> TryUpdateAsync(JobUpdate update, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<JobPage> QueryAsync(JobQuery query, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<JobCounts>> CountAsync(
            IReadOnlyCollection<string> names,
            DateTimeOffset before,
            CancellationToken cancellationToken
        ) => throw new NotSupportedException();

        public Task<int> PurgeAsync(DateTimeOffset before, int max, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<NodeBeat> BeatAsync(
            JobNode node,
            IReadOnlyList<JobNode> silent,
            CancellationToken cancellationToken
        ) => throw new NotSupportedException();

        public Task EnqueueAsync(IReadOnlyList<JobHeader> jobs, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<IReadOnlyList<Job>> ClaimAsync(
            string node,
            IReadOnlyList<JobDemand> demand,
            CancellationToken cancellationToken
        ) => throw new NotSupportedException();

        public Task<long?> CountAsync(string name, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task PublishAsync(IReadOnlyList<JobSignal> signals, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public IAsyncEnumerable<JobSignal> SubscribeAsync(CancellationToken cancellationToken) =>
            throw new NotSupportedException();
    }
}
