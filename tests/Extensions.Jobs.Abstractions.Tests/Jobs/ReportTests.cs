namespace Extensions.Jobs.Abstractions.Tests;

public sealed class ReportTests
{
    private static readonly JobIssue _issue = new("odder", JobStory.Now, "w2");

    [Fact]
    public void A_report_is_written_into_the_job()
    {
        var job = JobStory.Running();
        var report = new JobReport(60, "three of five", [_issue], JobStory.Later);

        var update = Report(job, report)!;

        Assert.Equal(
            job with
            {
                Version = job.Version + 1,
                Updated = JobStory.Now,
                Progress = 60,
                Message = "three of five",
                Issues = JobIssues.Of([.. job.Issues, _issue]),
                EstimatedCompletion = JobStory.Later,
            },
            update.Header
        );
        Assert.Equal(JobPayloads.Keep, update.Payloads);
    }

    [Fact]
    public void What_a_report_leaves_out_stays()
    {
        var job = JobStory.Running();

        Assert.Equal(job.Message, Report(job, new JobReport(60))!.Header.Message);
        Assert.Equal(job.Progress, Report(job, new JobReport(Message: "three"))!.Header.Progress);
        Assert.Equal(job.Issues, Report(job, new JobReport(60))!.Header.Issues);
        Assert.Equal(job.EstimatedCompletion, Report(job, new JobReport(60))!.Header.EstimatedCompletion);
    }

    [Fact]
    public void A_report_that_changes_nothing_is_not_written()
    {
        var job = JobStory.Running();

        Assert.Null(Report(job, new JobReport()));
        Assert.Null(Report(job, new JobReport(job.Progress, job.Message, [], job.EstimatedCompletion)));
    }

    [Fact]
    public void A_report_whose_answer_was_lost_can_be_written_again()
    {
        var report = new JobReport(60, "three of five", [_issue]);
        var written = Report(JobStory.Running(), report)!.Header;

        Assert.Null(Report(written, report));
        Assert.Equal(written.Issues, written.Ended(new JobEnd.Failed(new JobError("no")) { Report = report }).Issues);
    }

    [Theory]
    [InlineData(-1, 40)]
    [InlineData(39, 40)]
    [InlineData(41, 41)]
    [InlineData(100, 100)]
    [InlineData(101, 100)]
    [InlineData(int.MaxValue, 100)]
    public void Progress_stays_within_bounds_and_never_falls(int reported, int written) =>
        Assert.Equal(written, Report(JobStory.Running(), new JobReport(reported, Message: "new"))!.Header.Progress);

    [Fact]
    public void The_first_progress_may_be_nothing() =>
        Assert.Equal(0, Report(JobStory.Queued().Claimed(), new JobReport(-5))!.Header.Progress);

    [Fact]
    public void The_next_attempt_starts_without_progress_and_message()
    {
        var job = JobStory.Running().Ended(new JobEnd.LeaseLost());

        Assert.Equal((null, null), (job.Progress, job.Message));
        Assert.NotNull(job.Started);
        Assert.Equal(5, Report(job.Claimed(), new JobReport(5))!.Header.Progress);
    }

    [Fact]
    public void Warnings_stay_from_one_attempt_to_the_next_and_to_the_end()
    {
        var job = JobStory.Running().Ended(new JobEnd.LeaseLost()).Claimed();

        Assert.Single(job.Issues);
        Assert.Equal(
            2,
            job.Ended(new JobEnd.Succeeded(null) { Report = new JobReport(Issues: [_issue]) }).Issues.Count
        );
    }

    [Fact]
    public void The_first_100_warnings_are_kept()
    {
        var many = Enumerable.Range(0, 150).Select(i => new JobIssue($"{i}", JobStory.Now)).ToArray();

        var job = Report(JobStory.Running(), new JobReport(Issues: many))!.Header;

        Assert.Equal(100, job.Issues.Count);
        Assert.Equal("98", job.Issues[99].Message);
        Assert.Null(Report(job, new JobReport(Issues: many)));
    }

    private static JobUpdate? Report(JobHeader job, JobReport report) =>
        JobTransitions.Report(job, job.Claim, report, JobStory.Now);
}
