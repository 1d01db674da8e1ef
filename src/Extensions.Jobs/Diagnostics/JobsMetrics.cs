using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Extensions.Jobs;

/// <summary>What is counted and measured, under the meter <c>Extensions.Jobs</c>. Durations are in seconds.</summary>
internal sealed class JobsMetrics
{
    private readonly Counter<long> _created;
    private readonly Counter<long> _recovered;
    private readonly Counter<long> _ignoredStops;
    private readonly Counter<long> _failedCleanups;
    private readonly Histogram<double> _runs;

    public JobsMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(JobsDiagnostics.Name);
        _created = meter.CreateCounter<long>("jobs.created", "{job}", "Jobs accepted.");
        _recovered = meter.CreateCounter<long>("jobs.recovered", "{job}", "Jobs taken from nodes that had ended.");
        _ignoredStops = meter.CreateCounter<long>(
            "jobs.ignored_stops",
            "{run}",
            "Workers that went on beyond the grace period after they were told to stop."
        );
        _failedCleanups = meter.CreateCounter<long>(
            "jobs.failed_cleanups",
            "{cleanup}",
            "Clean-ups of outputs that threw."
        );
        _runs = meter.CreateHistogram<double>(
            "jobs.run.duration",
            "s",
            "How long runs took, by what became of the job."
        );
    }

    public void Created(string name) => _created.Add(1, new KeyValuePair<string, object?>("job.name", name));

    public void Recovered(string name) => _recovered.Add(1, new KeyValuePair<string, object?>("job.name", name));

    public void IgnoredStop(string name) => _ignoredStops.Add(1, new KeyValuePair<string, object?>("job.name", name));

    public void FailedCleanup(string name) =>
        _failedCleanups.Add(1, new KeyValuePair<string, object?>("job.name", name));

    public void Ran(string name, JobState state, TimeSpan duration)
    {
        if (_runs.Enabled)
        {
            _runs.Record(duration.TotalSeconds, new TagList { { "job.name", name }, { "job.state", NameOf(state) } });
        }
    }

    private static string NameOf(JobState state) =>
        state switch
        {
            JobState.Queued => JobStatus.Queued,
            JobState.Succeeded => JobStatus.Succeeded,
            JobState.Failed => JobStatus.Failed,
            _ => JobStatus.Cancelled,
        };
}
