namespace Extensions.Jobs.Abstractions.Tests;

/// <summary>Leads a job through its life, one transition a minute, as in <c>JobStory.Queued().Claimed().Ended(…)</c>.</summary>
internal static class JobStory
{
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    /// <summary>An hour after the start: all stories are over by then, and what is due later is not due yet.</summary>
    public static readonly DateTimeOffset Now = Start.AddHours(1);

    public static readonly DateTimeOffset Later = Start.AddHours(2);

    /// <summary>Every time in it is another, so that none can be taken for the other.</summary>
    public static readonly JobPolicy Policy = new()
    {
        MaxAttempts = 3,
        SucceededRetention = TimeSpan.FromDays(1),
        FailedRetention = TimeSpan.FromDays(2),
        CancelledRetention = TimeSpan.FromDays(3),
        TombstoneLifetime = TimeSpan.FromDays(4),
    };

    public static readonly JobError Error = new("It broke", "The third gear", "https://example.org/gear", "4bf9");
    public static readonly ReadOnlyMemory<byte> Input = "{}"u8.ToArray();
    public static readonly ReadOnlyMemory<byte> Output = "[1]"u8.ToArray();

    public static NewJob New { get; } =
        new()
        {
            Id = "0193a0c7000070008000000000000001",
            Name = "ping",
            Owner = "ada",
            Priority = JobPriority.High,
            Key = new JobKey("key-1", "ab12", Start.AddHours(24)),
            TraceParent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            EstimatedDuration = TimeSpan.FromMinutes(5),
            EstimatedCompletion = Start.AddMinutes(7),
            Input = Input,
        };

    public static JobHeader Queued(DateTimeOffset? due = null) =>
        JobTransitions.Create(New with { Due = due }, Start).Header;

    /// <summary>Running, with something in every field that a run can write.</summary>
    public static JobHeader Running() => Queued().Claimed().Reported();

    public static JobHeader Claimed(this JobHeader job) =>
        JobTransitions.Claim(job, "node-1", job.Due ?? Next(job))!.Header;

    public static JobHeader Reported(this JobHeader job) =>
        JobTransitions
            .Report(
                job,
                job.Claim,
                new JobReport(40, "two of five", [new JobIssue("odd", Next(job), "w1")], Next(job).AddMinutes(3)),
                Next(job)
            )!
            .Header;

    public static JobHeader Ended(this JobHeader job, JobEnd end, JobPolicy? policy = null) =>
        JobTransitions.End(job, job.Claim, end, policy ?? Policy, Next(job))!.Header;

    public static JobHeader Succeeded(this JobHeader job, bool hasCleanup = false) =>
        job.Ended(new JobEnd.Succeeded(Output, hasCleanup));

    public static JobHeader LeaseLost(this JobHeader job, int times) =>
        times == 0 ? job : job.Ended(new JobEnd.LeaseLost()).Claimed().LeaseLost(times - 1);

    public static JobHeader HandedBack(this JobHeader job, int times) =>
        times == 0 ? job : job.Ended(new JobEnd.HandedBack()).Claimed().HandedBack(times - 1);

    public static JobHeader CancelAsked(this JobHeader job) =>
        JobTransitions.RequestCancel(job, Policy, Next(job))!.Header;

    public static JobHeader DeleteAsked(this JobHeader job) =>
        JobTransitions.RequestDelete(job, Policy, Next(job))!.Header;

    public static JobHeader Expired(this JobHeader job) =>
        JobTransitions.Expire(job, Policy, job.Expires!.Value)!.Header;

    public static JobHeader OutputDeleted(this JobHeader job) => JobTransitions.DeleteOutput(job, Next(job))!.Header;

    public static JobHeader CleanupBegun(this JobHeader job) =>
        JobTransitions.BeginCleanup(job, TimeSpan.FromHours(2), Next(job))!.Header;

    public static JobHeader CleanedUp(this JobHeader job) => JobTransitions.DropOutput(job, Next(job))!.Header;

    private static DateTimeOffset Next(JobHeader job) => job.Updated.AddMinutes(1);
}
