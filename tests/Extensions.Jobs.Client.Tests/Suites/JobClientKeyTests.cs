namespace Extensions.Jobs.Client.Tests.Suites;

/// <summary>Idempotency keys, as every client sends them.</summary>
public abstract class JobClientKeyTests(JobClientHost host) : JobClientSuite(host)
{
    [Fact]
    public async Task The_same_key_with_the_same_input_is_the_same_job()
    {
        var job = await CreateAsync("hi", """order 7, "b"\c""");
        (await Host.Work.NextAsync()).Return(new Scripted.PingResponse("pong"));
        await EndOfAsync(job);

        var again = await CreateAsync("hi", """order 7, "b"\c""");
        var other = await CreateAsync("hi", "order 8");

        Assert.Equal((job.Id, JobStatus.Succeeded), (again.Id, again.Status));
        Assert.NotEqual(job.Id, other.Id);
    }

    [Fact]
    public async Task The_same_key_with_another_input_is_refused()
    {
        await CreateAsync("hi", "order 7");

        await Assert.ThrowsAsync<JobKeyReusedException>(() => CreateAsync("ho", "order 7"));
    }

    [Fact]
    public async Task The_key_of_a_deleted_job_makes_no_second_one()
    {
        var job = await CreateAsync("hi", "order 7");
        await Client.DeleteAsync(job.Id, cancellationToken: Cancelled);

        var again = await CreateAsync("hi", "order 7");

        Assert.Equal(job.Id, again.Id);
    }
}
