namespace Extensions.Jobs.Chaos;

internal sealed class ExpectedAnswers : IRule
{
    public string Promise => "every answer is one of the contract's, and a client never sees the past again";

    public IEnumerable<Violation> Check(Evidence evidence) =>
        [
            .. evidence
                .Of<JobAnswered>()
                .Where(answer => !IsExpected(answer.Event))
                .Select(answer => new Violation(
                    answer.Event.Id ?? answer.Event.Key,
                    $"{answer.Event.Ask} of {answer.Event.Process} was answered {answer.Event.Code} {answer.Event.Problem}"
                )),
            .. evidence.Jobs.Values.SelectMany(Past),
            .. evidence.Jobs.Values.SelectMany(Untrue),
        ];

    private static bool IsExpected(JobAnswered answer) =>
        answer.Code == 503
        || answer.Ask switch
        {
            Ask.Submit => answer.Code == 202,
            Ask.Status => answer.Code is 200 or 303 or 410,
            Ask.Output => answer.Code is 200 or 404 or 410,
            Ask.Cancel => answer.Code is 200 or 202 or 409 or 410,
            Ask.Delete => answer.Code is 202 or 204,
            _ => answer.Code is 204 or 409,
        };

    private static IEnumerable<Violation> Past(JobStory job)
    {
        var seen = job.Answers.Where(answer => answer is { Ask: Ask.Status, Version: > 0 }).ToArray();
        return from pair in seen.Zip(seen.Skip(1))
            where pair.First.At <= pair.Second.Sent && pair.Second.Version < pair.First.Version
            select new Violation(
                job.Id,
                $"its client saw version {pair.First.Version}, and then {pair.Second.Version}"
            );
    }

    private static IEnumerable<Violation> Untrue(JobStory job)
    {
        var versions = job.Versions.ToDictionary(known => known.Version, known => known.Job);
        return from answer in job.Answers
            where answer is { Ask: Ask.Status, Version: > 0, Status: not null } && versions.ContainsKey(answer.Version)
            let status = StatusOf(versions[answer.Version])
            where status != answer.Status
            select new Violation(job.Id, $"version {answer.Version} was {status}, and shown as {answer.Status}");
    }

    private static string StatusOf(Snapshot job) =>
        job.State switch
        {
            JobState.Queued => JobStatus.Queued,
            JobState.Running when job is { CancelRequested: null, DeleteRequested: null } => JobStatus.Running,
            JobState.Running => JobStatus.Cancelling,
            JobState.Succeeded => JobStatus.Succeeded,
            JobState.Failed => JobStatus.Failed,
            _ => JobStatus.Cancelled,
        };
}
