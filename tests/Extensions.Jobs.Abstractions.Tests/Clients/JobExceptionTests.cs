using System.Globalization;
using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Abstractions.Tests;

/// <summary>Each refusal says by its type, its problem type and its message what is the matter.</summary>
public sealed class JobExceptionTests
{
    private static readonly JobStatus _running = new()
    {
        Id = "5f0c",
        Type = "ping",
        Status = JobStatus.Running,
        Created = JobStory.Start,
        Updated = JobStory.Start,
        Output = new JobStatusOutput(JobStatusOutput.Pending),
    };

    private static readonly JobStatus _succeeded = _running with { Status = JobStatus.Succeeded };
    private static readonly JobStatus _failed = _running with { Status = JobStatus.Failed };
    private static readonly JobStatus _cancelled = _running with { Status = JobStatus.Cancelled };

    private static readonly Dictionary<string, JobException> _problems = new()
    {
        ["job-not-found"] = new JobNotFoundException(),
        ["job-deleted"] = new JobRemovedException(JobRemoval.Deleted, JobStory.Now),
        ["job-expired"] = new JobRemovedException(JobRemoval.Expired, JobStory.Now),
        ["job-finished"] = new JobFinishedException(_succeeded),
        ["job-not-finished"] = new JobNotFinishedException(_running),
        ["output-not-ready"] = new JobOutputException(_running),
        ["output-unavailable"] = new JobOutputException(_failed),
        ["output-deleted"] = new JobOutputException(_succeeded, JobStory.Now),
        ["capacity"] = new JobLimitException(JobLimit.QueueLength, 100_000),
        ["too-many-jobs"] = new JobLimitException(JobLimit.UnfinishedPerOwner, 1_000),
        ["idempotency-key-reused"] = new JobKeyReusedException(),
        ["precondition-failed"] = new JobChangedException(_running),
        ["input-invalid"] = new JobInputException("No JSON"),
        ["input-too-large"] = new JobInputException("Over JobOptions.MaxInputBytes", isTooLarge: true),
    };

    public static TheoryData<string> Types() => [.. _problems.Keys];

    [Theory]
    [MemberData(nameof(Types))]
    public void Each_has_its_problem_type(string problemType) =>
        Assert.Equal(problemType, _problems[problemType].ProblemType);

    [Fact]
    public void None_is_left_out()
    {
        var all = typeof(JobException).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(JobException)));

        Assert.Equal(
            all.OrderBy(type => type.Name),
            _problems.Values.Select(problem => problem.GetType()).Distinct().OrderBy(type => type.Name)
        );
    }

    [Fact]
    public void A_refusal_carries_the_job_as_it_is()
    {
        Assert.Same(_succeeded, new JobFinishedException(_succeeded).Status);
        Assert.Same(_running, new JobNotFinishedException(_running).Status);
        Assert.Same(_running, new JobChangedException(_running).Status);
        Assert.Same(_failed, new JobOutputException(_failed).Status);
        Assert.Equal((null, JobStory.Now), (new JobOutputException(_failed).Deleted, Removed(_succeeded).Deleted));
        var removed = new JobRemovedException(JobRemoval.Expired, JobStory.Now);
        Assert.Equal((JobRemoval.Expired, JobStory.Now), (removed.Removal, removed.Removed));
    }

    [Fact]
    public void A_limit_names_its_option_and_its_number_in_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo("de-DE");
        try
        {
            var queue = new JobLimitException(JobLimit.QueueLength, 100_000);
            var owner = new JobLimitException(JobLimit.UnfinishedPerOwner, 1_000);

            Assert.Equal((JobLimit.QueueLength, 100_000), (queue.Limit, queue.Value));
            Assert.Contains(
                "100000 jobs, as many as JobOptions.MaxQueueLength",
                queue.Message,
                StringComparison.Ordinal
            );
            Assert.Contains("1000 unfinished jobs", owner.Message, StringComparison.Ordinal);
            Assert.Contains("JobOptions.MaxUnfinishedPerOwner", owner.Message, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_message_tells_how_the_job_ended()
    {
        Assert.Equal("The job has succeeded already.", new JobFinishedException(_succeeded).Message);
        Assert.Equal("The job has not ended yet.", new JobOutputException(_running).Message);
        Assert.Equal("The job failed and has no output.", new JobOutputException(_failed).Message);
        Assert.Equal("The job was cancelled and has no output.", new JobOutputException(_cancelled).Message);
        var error = new JobStatusError(null, "Quota used up.", null, null);
        Assert.Equal(
            "The job failed and has no output: Quota used up.",
            new JobOutputException(_failed with { Error = error }).Message
        );
        Assert.Equal(
            "The job has no output: it is 'expired'.",
            new JobOutputException(_running with { Status = "expired", Finished = JobStory.Now }).Message
        );
        Assert.Equal("The output was deleted.", Removed(_succeeded).Message);
    }

    [Fact]
    public void An_inner_exception_is_kept()
    {
        var inner = new InvalidOperationException();

        Assert.Same(inner, new JobInputException("No JSON", innerException: inner).InnerException);
        Assert.Same(inner, new JobStoreException("The store is locked", inner).InnerException);
        Assert.Equal("The store is locked", new JobStoreException("The store is locked").Message);
    }

    private static JobOutputException Removed(JobStatus status) => new(status, JobStory.Now);
}
