namespace Extensions.Jobs.Specification;

/// <summary>An update is saved over the version before its own, and over nothing else.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class JobUpdatingTests<TFixture> : JobStoreTests<TFixture>
    where TFixture : JobStoreFixture, new()
{
    [Fact]
    public async Task An_update_of_a_stale_snapshot_is_refused()
    {
        var now = await Repository.NowAsync(Cancellation);
        var node = await Repository.JoinAsync("a", Cancellation);
        var running = await Repository.AddRunningAsync(node, now, Cancellation);
        var ahead = await Repository.SaveAsync(
            JobTransitions.Report(running, running.Claim, new JobReport(1), now),
            Cancellation
        );

        var stale = JobTransitions.Report(running, running.Claim, new JobReport(2), now)!;

        Assert.False(await Repository.TryUpdateAsync(stale, Cancellation));
        Assert.Equal(ahead, (await Repository.ReadAsync(running.Id, Cancellation)).Header);
    }

    [Fact]
    public async Task An_update_that_skips_a_version_is_refused()
    {
        var job = await Repository.AddNewAsync(await Repository.NowAsync(Cancellation), null, Cancellation);
        var ahead = job.Header with { Version = job.Header.Version + 2 };

        Assert.False(await Repository.TryUpdateAsync(new JobUpdate(ahead), Cancellation));
        Assert.Equal(job.Header, (await Repository.ReadAsync(job.Header.Id, Cancellation)).Header);
    }

    [Fact]
    public async Task An_update_of_an_unknown_job_is_refused()
    {
        var now = await Repository.NowAsync(Cancellation);
        var update = JobTransitions.RequestCancel(Sample.New(now).Header, Sample.Policy, now)!;

        Assert.False(await Repository.TryUpdateAsync(update, Cancellation));
        Assert.Null(await Repository.FindAsync(update.Header.Id, Cancellation));
    }

    [Fact]
    public async Task Of_many_writers_of_one_version_one_wins()
    {
        var other = await Fixture.OpenAnotherAsync(Cancellation);
        var now = await Repository.NowAsync(Cancellation);
        var node = await Repository.JoinAsync("a", Cancellation);
        var job = await Repository.AddRunningAsync(node, now, Cancellation);
        for (var round = 0; round < 10; round++)
        {
            var updates = Enumerable
                .Range(0, 8)
                .Select(i => JobTransitions.Report(job, job.Claim, new JobReport(null, $"{round}: {i}"), now)!)
                .ToArray();

            var saved = await Contest.RunAsync(
                updates.Length,
                i => (i % 2 == 0 ? Repository : other.Repository).TryUpdateAsync(updates[i], Cancellation)
            );

            var winner = Assert.Single(updates, update => saved[Array.IndexOf(updates, update)]);
            job = (await Repository.ReadAsync(job.Id, Cancellation)).Header;
            Assert.Equal(winner.Header, job);
        }
    }

    [Fact]
    public async Task Many_writers_that_read_again_are_all_saved()
    {
        var other = await Fixture.OpenAnotherAsync(Cancellation);
        var now = await Repository.NowAsync(Cancellation);
        var node = await Repository.JoinAsync("a", Cancellation);
        var job = await Repository.AddRunningAsync(node, now, Cancellation);

        var saved = await Contest.RunAsync(
            12,
            i =>
                (i % 2 == 0 ? Repository : other.Repository).ApplyAsync(
                    job.Id,
                    read =>
                        JobTransitions.Report(read, job.Claim, new JobReport(Issues: [new JobIssue($"{i}", now)]), now),
                    Cancellation
                )
        );

        Assert.All(saved, Assert.True);
        var found = (await Repository.ReadAsync(job.Id, Cancellation)).Header;
        Assert.Equal(12, found.Issues.DistinctBy(issue => issue.Message).Count());
        Assert.Equal(job.Version + 12, found.Version);
    }

    [Fact]
    public async Task What_is_written_once_is_never_written_again()
    {
        var now = await Repository.NowAsync(Cancellation);
        var job = await Repository.AddNewAsync(now, job => job with { Owner = "ada" }, Cancellation);
        var next = job.Header with { Version = job.Header.Version + 1, Message = "new" };
        var forged = next with
        {
            Name = "pong",
            Owner = "eve",
            Priority = JobPriority.High,
            Created = now + Sample.Hour,
            Key = Sample.Key("k", now + Sample.Hour),
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
        };

        Assert.True(await Repository.TryUpdateAsync(new JobUpdate(forged), Cancellation));

        var found = await Repository.ReadAsync(job.Header.Id, Cancellation);
        Assert.Equal(next, found.Header);
        Assert.Equal(job.Input.ToArray(), found.Input.ToArray());
    }
}
