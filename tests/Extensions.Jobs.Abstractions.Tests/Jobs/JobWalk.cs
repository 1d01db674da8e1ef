namespace Extensions.Jobs.Abstractions.Tests;

/// <summary>What can be asked of a job at any moment, whether it makes sense or not.</summary>
public enum Ask
{
    Claim,
    Estimate,
    Report,
    Succeed,
    SucceedWithoutOutput,
    SucceedWithCleanup,
    Fail,
    Retry,
    Stop,
    LoseLease,
    GiveBack,
    Recover,
    Cancel,
    Delete,
    Expire,
    FreeOutput,
    BeginCleanup,
    EndCleanup,
}

/// <summary>One step of a walk.</summary>
/// <param name="Ask">What is asked.</param>
/// <param name="Wait">After which time.</param>
/// <param name="Number">What a report or an estimate says.</param>
public sealed record Step(Ask Ask, TimeSpan Wait, int Number);

/// <summary>A job on its way through a life of chance, and the row in which a store keeps it.</summary>
internal sealed class JobWalk(NewJob job, JobPolicy policy)
{
    private DateTimeOffset _now = JobStory.Start;

    public JobHeader Job { get; private set; } = JobTransitions.Create(job, JobStory.Start).Header;

    public bool HasInput { get; private set; } = true;

    public bool HasOutput { get; private set; }

    public JobUpdate? Take(Step step)
    {
        _now += step.Wait;
        var update = Answer(step);
        if (update is not null)
        {
            Save(update);
        }

        return update;
    }

    private JobUpdate? Answer(Step step) =>
        step.Ask switch
        {
            Ask.Claim => JobTransitions.Claim(Job, $"node-{step.Number}", _now),
            Ask.Estimate => JobTransitions.Estimate(Job, Job.Claim, TimeSpan.FromSeconds(step.Number), _now),
            Ask.Report => JobTransitions.Report(Job, Job.Claim, Said(step), _now),
            Ask.Succeed => End(step, new JobEnd.Succeeded(JobStory.Output)),
            Ask.SucceedWithoutOutput => End(step, new JobEnd.Succeeded(null)),
            Ask.SucceedWithCleanup => End(step, new JobEnd.Succeeded(JobStory.Output, HasCleanup: true)),
            Ask.Fail => End(step, new JobEnd.Failed(JobStory.Error)),
            Ask.Retry => End(step, new JobEnd.Retry(JobStory.Error, TimeSpan.FromSeconds(Math.Abs(step.Number) / 7.0))),
            Ask.Stop => End(step, new JobEnd.Cancelled(step.Number > 0 ? JobStory.Error : null)),
            Ask.LoseLease => End(step, new JobEnd.LeaseLost()),
            Ask.GiveBack => End(step, new JobEnd.HandedBack()),
            Ask.Recover => JobTransitions.Recover(Job, policy, _now),
            Ask.Cancel => JobTransitions.RequestCancel(Job, policy, _now),
            Ask.Delete => JobTransitions.RequestDelete(Job, policy, _now),
            Ask.Expire => JobTransitions.Expire(Job, policy, _now),
            Ask.FreeOutput => JobTransitions.DeleteOutput(Job, _now),
            Ask.BeginCleanup => JobTransitions.BeginCleanup(Job, TimeSpan.FromSeconds(Math.Abs(step.Number)), _now),
            Ask.EndCleanup => JobTransitions.DropOutput(Job, _now),
            _ => throw new ArgumentOutOfRangeException(nameof(step)),
        };

    private JobUpdate? End(Step step, JobEnd end) =>
        JobTransitions.End(Job, Job.Claim, end with { Report = Said(step) }, policy, _now);

    private JobReport Said(Step step) =>
        new(
            step.Number % 3 == 0 ? null : step.Number,
            step.Number % 2 == 0 ? null : $"at {step.Number}",
            step.Number % 5 == 0 ? [new JobIssue($"{step.Number}", _now)] : null,
            step.Number % 7 == 0 ? _now : null
        );

    private void Save(JobUpdate update)
    {
        Job = update.Header;
        HasInput &= update.Payloads != JobPayloads.DropAll;
        HasOutput = update.Payloads switch
        {
            JobPayloads.Keep => HasOutput,
            JobPayloads.SetOutput => true,
            _ => false,
        };
    }
}
