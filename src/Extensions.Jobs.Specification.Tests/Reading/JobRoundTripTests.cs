namespace Extensions.Jobs.Specification;

/// <summary>Every store gives back what it got, field by field; each save below is read again and compared.</summary>
/// <typeparam name="TFixture">The provider's fixture.</typeparam>
public abstract class JobRoundTripTests<TFixture> : JobStoreTests<TFixture>
    where TFixture : JobStoreFixture, new()
{
    private static readonly DateTimeOffset _created = new(2026, 2, 28, 23, 59, 59, 987, TimeSpan.Zero);
    private static readonly DateTimeOffset _first = DateTimeOffset.MinValue;
    private static readonly DateTimeOffset _last = DateTimeOffset.MaxValue.AddTicks(-9999);

    [Fact]
    public async Task A_job_that_uses_every_field_survives_each_step_of_its_life()
    {
        var job = await AddAsync(_created, Rich);
        job = await StartAsync(job);
        job = await SaveAsync(JobTransitions.Estimate(job, job.Claim, TimeSpan.FromMilliseconds(1234567), job.Updated));
        job = await SaveAsync(
            JobTransitions.Report(job, job.Claim, new JobReport(42, Sample.Text, Issues()), job.Updated)
        );
        job = await EndAsync(job, new JobEnd.Retry(Sample.Error, TimeSpan.FromMilliseconds(1)));
        job = await StartAsync(job);
        job = await EndAsync(job, new JobEnd.HandedBack());
        job = await StartAsync(job);
        job = await SaveAsync(JobTransitions.RequestCancel(job, Sample.Policy, job.Updated));
        job = await EndAsync(job, Sample.Success(hasCleanup: true));
        job = await SaveAsync(JobTransitions.DeleteOutput(job, job.Updated));
        job = await SaveAsync(JobTransitions.BeginCleanup(job, Sample.Hour, job.Updated));
        job = await SaveAsync(JobTransitions.Expire(job, Sample.Policy, job.Expires!.Value));
        job = await SaveAsync(JobTransitions.DropOutput(job, job.Updated));

        Assert.Equal(JobRemoval.Expired, job.Removal);
        Assert.Equal(JobIssues.Limit, job.Issues.Count);
    }

    [Fact]
    public async Task A_job_that_uses_no_field_survives_each_step_of_its_life()
    {
        var job = await AddAsync(_created, job => job);
        job = await StartAsync(job);
        await EndAsync(job, new JobEnd.Succeeded(null));
    }

    [Theory]
    [InlineData(JobPriority.Low)]
    [InlineData(JobPriority.Normal)]
    [InlineData(JobPriority.High)]
    public async Task Every_priority_survives(JobPriority priority) =>
        await AddAsync(_created, job => job with { Priority = priority });

    [Fact]
    public async Task Every_end_survives_with_its_error()
    {
        JobEnd[] ends =
        [
            Sample.Success(),
            new JobEnd.Failed(Sample.Error),
            new JobEnd.Failed(new JobError("Only a title")),
            new JobEnd.Cancelled(Sample.Error),
            new JobEnd.Cancelled(),
        ];
        foreach (var end in ends)
        {
            var job = await EndAsync(await StartAsync(await AddAsync(_created, Rich)), end);
            await SaveAsync(JobTransitions.RequestDelete(job, Sample.Policy, job.Updated));
        }
    }

    [Fact]
    public async Task A_job_that_is_deleted_while_it_runs_keeps_its_end()
    {
        var job = await StartAsync(await AddAsync(_created, Rich));
        job = await SaveAsync(JobTransitions.RequestDelete(job, Sample.Policy, job.Updated));
        job = await EndAsync(job, new JobEnd.Failed(Sample.Error));

        Assert.Equal(JobRemoval.Deleted, job.Removal);
        Assert.Equal(Sample.Error, job.Error);
    }

    [Fact]
    public async Task The_first_and_the_last_time_of_the_calendar_survive()
    {
        var oldest = await AddAsync(_first, job => job with { Due = _first, EstimatedCompletion = _first });
        await SaveAsync(JobTransitions.RequestCancel(oldest, Sample.Policy, _first));

        var newest = await AddAsync(_last, job => job with { Due = _last, EstimatedCompletion = _last });
        await SaveAsync(JobTransitions.RequestDelete(newest, Sample.Policy, _last));
    }

    [Fact]
    public async Task Retention_for_ever_survives()
    {
        var policy = new JobPolicy
        {
            CancelledRetention = Timeout.InfiniteTimeSpan,
            TombstoneLifetime = Timeout.InfiniteTimeSpan,
        };
        var job = await AddAsync(_created, job => job);
        job = await SaveAsync(JobTransitions.RequestCancel(job, policy, _created));
        job = await SaveAsync(JobTransitions.RequestDelete(job, policy, _created));

        Assert.Null(job.Expires);
    }

    [Fact]
    public async Task Large_payloads_survive()
    {
        var large = new byte[1 << 20];
        new Random(1).NextBytes(large);
        var job = await AddAsync(_created, job => job with { Input = large });
        job = await EndAsync(await StartAsync(job), Sample.Success(large));

        var found = await Repository.ReadAsync(job.Id, Cancellation);

        Assert.True(large.AsSpan().SequenceEqual(found.Input.Span));
        Assert.True(large.AsSpan().SequenceEqual(found.Output.Span));
    }

    private static NewJob Rich(NewJob job) =>
        job with
        {
            Name = new string('n', 64),
            Owner = Sample.Text,
            Priority = JobPriority.High,
            Key = Sample.Key(Sample.Text + Guid.NewGuid(), _created + Sample.Day),
            TraceParent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            Due = _created + TimeSpan.FromMilliseconds(1),
            EstimatedDuration = TimeSpan.FromDays(1000),
            EstimatedCompletion = _created + TimeSpan.FromDays(1001),
        };

    private static JobIssue[] Issues() =>
        [
            .. Enumerable
                .Range(0, JobIssues.Limit)
                .Select(i => new JobIssue($"{i} {Sample.Text}", _created, i % 2 == 0 ? null : $"code-{i}")),
        ];

    private async Task<JobHeader> AddAsync(DateTimeOffset created, Func<NewJob, NewJob> change)
    {
        var job = await Repository.AddNewAsync(created, change, Cancellation);
        RepositoryActs.AssertSame(job.Header, (await Repository.ReadAsync(job.Header.Id, Cancellation)).Header);
        return job.Header;
    }

    private async Task<JobHeader> StartAsync(JobHeader job)
    {
        var node = await Repository.JoinAsync("a", Cancellation);
        return await Repository.StartAsync(job, node, job.Due ?? job.Updated, Cancellation);
    }

    private Task<JobHeader> EndAsync(JobHeader job, JobEnd end) =>
        SaveAsync(JobTransitions.End(job, job.Claim, end, Sample.Policy, job.Updated));

    private Task<JobHeader> SaveAsync(JobUpdate? update) => Repository.SaveAsync(update, Cancellation);
}
