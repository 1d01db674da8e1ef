namespace Extensions.Jobs.Abstractions.Tests;

/// <summary>The rules that no transition breaks, held against every job and every transition.</summary>
public sealed class StateMachineRulesTests
{
    // Three hours of offset, and less than a millisecond too much: no store would give that back.
    private static readonly DateTimeOffset _oddNow = JobStory.Now.AddTicks(1234).ToOffset(TimeSpan.FromHours(3));

    public static TheoryData<string, string> Pairs() =>
        [.. from job in EveryJob.Names from transition in EveryTransition.Names select (job, transition)];

    public static TheoryData<string> Jobs() => [.. EveryJob.Names];

    [Theory]
    [MemberData(nameof(Jobs))]
    public void Every_job_stands_by_the_rules(string job) =>
        StateMachineRules.Stands(EveryJob.Named(job), JobStory.Policy);

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Every_transition_keeps_the_rules(string name, string transition)
    {
        var job = EveryJob.Named(name);

        if (EveryTransition.Apply(transition, job, _oddNow) is { } update)
        {
            StateMachineRules.Hold(job, update, JobStory.Policy);
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_job_is_updated_when_its_owner_can_see_it(string name, string transition)
    {
        var job = EveryJob.Named(name);

        if (EveryTransition.Apply(transition, job, JobStory.Now) is { } update)
        {
            var seen = transition is not ("clean up" or "cleaned up");
            Assert.Equal(seen ? EveryTransition.TimeOf(transition, JobStory.Now) : job.Updated, update.Header.Updated);
        }
    }

    [Theory]
    [MemberData(nameof(Jobs))]
    public void A_run_whose_claim_is_another_writes_nothing(string name)
    {
        var job = EveryJob.Named(name);

        foreach (var claim in new[] { 0, job.Claim - 1, job.Claim + 1, job.Version + 1 })
        {
            Assert.Null(JobTransitions.Estimate(job, claim, TimeSpan.FromMinutes(9), JobStory.Now));
            Assert.Null(JobTransitions.Report(job, claim, new JobReport(99), JobStory.Now));
            Assert.Null(JobTransitions.End(job, claim, new JobEnd.Succeeded(null), JobStory.Policy, JobStory.Now));
            Assert.False(job.IsHeldBy(claim));
        }

        Assert.Equal(job.State == JobState.Running, job.IsHeldBy(job.Claim));
    }

    [Theory]
    [InlineData(JobState.Queued, false)]
    [InlineData(JobState.Running, false)]
    [InlineData(JobState.Succeeded, true)]
    [InlineData(JobState.Failed, true)]
    [InlineData(JobState.Cancelled, true)]
    public void Three_states_are_final(JobState state, bool isFinal) =>
        Assert.Equal(isFinal, (JobStory.Queued() with { State = state }).IsFinal);
}
