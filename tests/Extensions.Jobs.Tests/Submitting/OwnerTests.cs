using Extensions.Jobs.Tests.Engine;

namespace Extensions.Jobs.Tests.Submitting;

/// <summary>To a client of one owner, every job that is not the owner's does not exist.</summary>
public sealed class OwnerTests : EngineTests
{
    public static TheoryData<string, Func<IJobClient<Question, Answer>, string, CancellationToken, Task>> Acts =>
        new()
        {
            { "status", (client, id, cancelled) => client.GetStatusAsync(id, cancelled) },
            { "wait", (client, id, cancelled) => client.WaitAsync(id, TimeSpan.Zero, null, cancelled) },
            { "watch", WatchAsync },
            { "output", (client, id, cancelled) => client.GetOutputAsync(id, cancelled) },
            { "cancel", (client, id, cancelled) => client.CancelAsync(id, cancelled) },
            { "delete", (client, id, cancelled) => client.DeleteAsync(id, null, cancelled) },
            { "delete output", (client, id, cancelled) => client.DeleteOutputAsync(id, null, cancelled) },
        };

    [Theory]
    [MemberData(nameof(Acts), DisableDiscoveryEnumeration = true)]
    public async Task What_is_not_a_clients_own_is_not_found(
        string what,
        Func<IJobClient<Question, Answer>, string, CancellationToken, Task> act
    )
    {
        var host = await StartAsync(Scripts.Echo);
        var job = await host.RunAsync(new CreateJobOptions { Owner = "ann" });
        var removed = await host.RunAsync(new CreateJobOptions { Owner = "ann" });
        await host.Client.DeleteAsync(removed.Id, null, Cancelled);

        foreach (var id in (string[])[job.Id, removed.Id])
        {
            await IsUnknownAsync(host.Client.For("bob"), id);
            await IsUnknownAsync(host.Client.For(""), id);
            await IsUnknownAsync(host.Client.For("Ann"), id);
        }

        foreach (var id in (string[])["", "x", job.Id.ToUpperInvariant(), job.Id + "0", JobId.New(default), "' or 1=1"])
        {
            await IsUnknownAsync(host.Client, id);
            await IsUnknownAsync(host.Client.For("ann"), id);
        }

        Assert.Equal(job.Version, (await host.Client.GetStatusAsync(job.Id, Cancelled)).Version);

        async Task IsUnknownAsync(IJobClient<Question, Answer> client, string id)
        {
            var failure = await Record.ExceptionAsync(() => act(client, id, Cancelled));
            Assert.True(failure is JobNotFoundException, $"{what} of '{id}': {failure}");
        }
    }

    [Theory]
    [MemberData(nameof(Acts), DisableDiscoveryEnumeration = true)]
    public async Task A_job_of_another_type_is_not_found(
        string what,
        Func<IJobClient<Question, Answer>, string, CancellationToken, Task> act
    )
    {
        var host = await StartAsync(services =>
        {
            services.AddWork(Scripts.Echo);
            services.AddWork<string, int>((_, _, _) => Task.FromResult<JobExecutionResult<int>>(1), name: "length");
        });
        var other = await host.ClientOf<string, int>().RunAsync("", Cancelled);

        var failure = await Record.ExceptionAsync(() => act(host.Client, other.Id, Cancelled));

        Assert.True(failure is JobNotFoundException, $"{what}: {failure}");
    }

    [Fact]
    public async Task The_owner_does_all_that_the_application_does_to_his_own_jobs()
    {
        var host = await StartAsync(Scripts.Echo);
        var ann = host.Client.For("ann");

        var end = await ann.RunAsync(new Question("mine"), Cancelled);

        Assert.Equal("ann", (await host.HeaderOfAsync(end)).Owner);
        Assert.Equal(new Answer("mine"), (await ann.GetOutputAsync(end.Id, Cancelled)).Value);
        Assert.Equal(JobStatusOutput.Deleted, (await ann.DeleteOutputAsync(end.Id, null, Cancelled))!.Output.State);
        Assert.Null(await ann.DeleteAsync(end.Id, null, Cancelled));
        await Assert.ThrowsAsync<JobRemovedException>(() => ann.GetStatusAsync(end.Id, Cancelled));
    }

    [Fact]
    public async Task A_client_of_one_owner_creates_for_nobody_else()
    {
        var host = await StartAsync(Scripts.Echo);
        var ann = host.Client.For("ann");

        await Assert.ThrowsAsync<ArgumentException>(() =>
            ann.CreateAsync(new Question(), new CreateJobOptions { Owner = "bob" }, Cancelled)
        );
        var job = await ann.CreateAsync(new Question(), new CreateJobOptions { Owner = "ann" }, Cancelled);

        Assert.Equal("ann", (await host.HeaderOfAsync(job)).Owner);
    }

    [Fact]
    public async Task A_job_created_without_an_owner_has_the_empty_one()
    {
        var host = await StartAsync(Scripts.Echo);

        var job = await host.CreateAsync();

        Assert.Equal("", (await host.HeaderOfAsync(job)).Owner);
        Assert.Equal(job.Id, (await host.Client.For("").GetStatusAsync(job.Id, Cancelled)).Id);
    }

    [Fact]
    public async Task An_owner_that_no_store_could_keep_is_refused()
    {
        var host = await StartAsync(Scripts.Echo);

        Assert.Throws<ArgumentNullException>(() => host.Client.For(null!));
        Assert.Throws<ArgumentException>(() => host.Client.For(new string('a', 257)));
        Assert.Throws<ArgumentException>(() => host.Client.For("a\nb"));
        Assert.Throws<ArgumentException>(() => host.Client.For("a\ud800"));
        Assert.NotNull(host.Client.For(new string('a', 256)));
    }

    private static async Task WatchAsync(
        IJobClient<Question, Answer> client,
        string id,
        CancellationToken cancellationToken
    )
    {
        await foreach (var _ in client.WatchAsync(id, cancellationToken)) { }
    }
}
