namespace Extensions.Jobs.Chaos;

/// <summary>Sorts the events of all processes by job.</summary>
internal sealed class JobStories
{
    private readonly Dictionary<string, JobStory> _jobs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JobSubmitted> _submissions = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Process, long Number), Write> _writes = [];
    private readonly Dictionary<string, Run> _runs = new(StringComparer.Ordinal);

    private JobStories() { }

    public static Dictionary<string, JobStory> Tell(IEnumerable<Recorded> events)
    {
        var stories = new JobStories();
        foreach (var (process, happened) in events)
        {
            stories.Tell(process, happened);
        }

        return stories._jobs;
    }

    private void Tell(string process, ChaosEvent happened)
    {
        switch (happened)
        {
            case JobSubmitted submission:
                _submissions[submission.Key] = submission;
                break;
            case JobAnswered { Id: { } id } answer:
                Of(id, answer.Key).Answers.Add(answer);
                break;
            case AddTried add:
                var added = new Write(process, add.Job, add.At);
                Of(add.Job.Id, add.Key).Adds.Add(added);
                _writes[(process, add.Number)] = added;
                break;
            case AddEnded ended:
                End(process, ended.Number, ended.Outcome, ended.At);
                break;
            case SaveTried save:
                var saved = new Write(process, save.Job, save.At) { Payloads = save.Payloads, Run = save.Run };
                Of(save.Job.Id).Saves.Add(saved);
                _writes[(process, save.Number)] = saved;
                break;
            case SaveEnded ended:
                End(process, ended.Number, ended.Outcome, ended.At);
                break;
            case JobClaimed claim:
                Of(claim.Job.Id).Claims.Add((process, claim));
                break;
            case OutputCleaned cleaned:
                Of(cleaned.Job).Cleanings.Add(cleaned);
                break;
            default:
                TellRun(process, happened);
                break;
        }
    }

    private void TellRun(string process, ChaosEvent happened)
    {
        switch (happened)
        {
            case RunStarted started:
                _runs[started.Run] = new Run(process, started.Run, started.At);
                Of(started.Job).Runs.Add(_runs[started.Run]);
                break;
            case RunStopped stopped when _runs.TryGetValue(stopped.Run, out var run):
                (run.StoppedAt, run.Cause) = (stopped.At, stopped.Cause);
                break;
            case RunEnded ended when _runs.TryGetValue(ended.Run, out var run):
                run.EndedAt = ended.At;
                break;
        }
    }

    private void End(string process, long number, Outcome outcome, long at)
    {
        var write = _writes[(process, number)];
        (write.Outcome, write.EndedAt) = (outcome, at);
    }

    private JobStory Of(string id, string? key = null)
    {
        if (!_jobs.TryGetValue(id, out var job))
        {
            _jobs[id] = job = new JobStory(id);
        }

        job.Submission ??= key is null ? null : _submissions.GetValueOrDefault(key);
        return job;
    }
}
