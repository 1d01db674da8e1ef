namespace Extensions.Jobs.Specification;

/// <summary>A claim is what <see cref="JobTransitions.Claim"/> says, field by field, and it takes what that lets it take.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class JobClaimTests<TFixture> : JobStoreTests<TFixture>
    where TFixture : JobStoreFixture, new()
{
    [Fact]
    public async Task A_claimed_job_is_running_with_its_input_and_stored_so()
    {
        var node = await Repository.JoinAsync("a", Cancellation);
        var job = await Fixture.First.SubmitAsync(Sample.New(await Repository.NowAsync(Cancellation)), Cancellation);

        var claimed = Assert.Single(await Queue.ClaimAsync(node.Id, [Sample.Demand(1)], Cancellation));

        Assert.Equal(job.Input.ToArray(), claimed.Input.ToArray());
        Assert.True(claimed.Output.IsEmpty);
        Assert.Equal(JobState.Running, claimed.Header.State);
        RepositoryActs.AssertSame(claimed.Header, (await Repository.ReadAsync(job.Header.Id, Cancellation)).Header);
    }

    [Fact]
    public async Task From_every_state_due_time_and_request_a_claim_is_what_the_transition_says()
    {
        var node = await Repository.JoinAsync("a", Cancellation);
        var start = await Repository.NowAsync(Cancellation);
        var before = new Dictionary<string, JobHeader>();
        foreach (var header in Variations(start))
        {
            var job = await Repository.AddNewAsync(start, null, Cancellation);
            var varied = header with { Id = job.Header.Id, Version = job.Header.Version + 1 };
            await Repository.SaveAsync(new JobUpdate(varied), Cancellation);
            before.Add(varied.Id, varied);
        }

        await Queue.EnqueueAsync([.. before.Values], Cancellation);
        var last = await Fixture.First.SubmitAsync(
            Sample.New(start + Sample.Hour, job => job with { Priority = JobPriority.Low }),
            Cancellation
        );
        before.Add(last.Header.Id, last.Header);

        var claimed = new Dictionary<string, JobHeader>();
        while (!claimed.ContainsKey(last.Header.Id))
        {
            foreach (var job in await Queue.ClaimAsync(node.Id, [Sample.Demand(before.Count)], Cancellation))
            {
                claimed.Add(job.Header.Id, job.Header);
            }
        }

        var end = await Repository.NowAsync(Cancellation);
        foreach (var (id, job) in before)
        {
            var at = claimed.GetValueOrDefault(id)?.Started ?? end;
            Assert.InRange(at, start, end);
            Assert.Equal(JobTransitions.Claim(job, node.Id, at)?.Header, claimed.GetValueOrDefault(id));
        }
    }

    [Fact]
    public async Task A_job_with_another_version_than_its_first_gets_a_claim_of_its_own()
    {
        var node = await Repository.JoinAsync("a", Cancellation);
        await Fixture.First.SubmitAsync(Sample.New(await Repository.NowAsync(Cancellation)), Cancellation);
        var claims = new List<long>();
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var job = Assert.Single(await Queue.ClaimAsync(node.Id, [Sample.Demand(1)], Cancellation)).Header;
            Assert.Equal((attempt, job.Version), (job.Attempt, job.Claim));
            claims.Add(job.Claim);

            var lost = JobTransitions.Recover(job, new JobPolicy { MaxAttempts = 9 }, job.Updated);
            job = await Repository.SaveAsync(lost, Cancellation);
            await Queue.EnqueueAsync([job], Cancellation);
        }

        Assert.Equal(claims.Distinct(), claims);
    }

    [Fact]
    public async Task A_claim_through_another_handle_takes_what_was_added_through_the_first()
    {
        var other = await Fixture.OpenAnotherAsync(Cancellation);
        var node = await other.Repository.JoinAsync("a", Cancellation);
        var job = await Fixture.First.SubmitAsync(Sample.New(await Repository.NowAsync(Cancellation)), Cancellation);

        var claimed = Assert.Single(await other.Queue.ClaimAsync(node.Id, [Sample.Demand(1)], Cancellation));

        Assert.Equal(job.Header.Id, claimed.Header.Id);
        RepositoryActs.AssertSame(claimed.Header, (await Repository.ReadAsync(job.Header.Id, Cancellation)).Header);
    }

    // Not only what a life can bring: a claim looks at state and due time alone, and takes all else over.
    private static IEnumerable<JobHeader> Variations(DateTimeOffset now) =>
        from state in Enum.GetValues<JobState>()
        from due in new DateTimeOffset?[] { null, now - Sample.Hour, now, now + Sample.Hour }
        from cancel in new[] { false, true }
        from delete in new[] { false, true }
        from estimate in new TimeSpan?[] { null, TimeSpan.FromMilliseconds(1234) }
        select new JobHeader
        {
            Id = "",
            Name = Sample.Name,
            Created = now,
            State = state,
            Due = due,
            CancelRequested = cancel ? now : null,
            DeleteRequested = delete ? now : null,
            EstimatedDuration = estimate,
            EstimatedCompletion = estimate is null ? null : now,
            Claim = 1,
            Node = state == JobState.Queued ? "former" : "other",
            Attempt = 2,
            HandBacks = 3,
            Updated = now - Sample.Hour,
            Started = now - Sample.Hour,
            Progress = 4,
            Message = Sample.Text,
            Issues = JobIssues.Of([new JobIssue(Sample.Text, now)]),
        };
}
