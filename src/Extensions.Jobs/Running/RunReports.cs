namespace Extensions.Jobs;

/// <summary>What the worker of one run has said and is not written yet. Thread-safe.</summary>
internal sealed class RunReports
{
    private readonly Lock _gate = new();
    private readonly List<JobIssue> _issues = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int? _progress;
    private string? _message;
    private DateTimeOffset? _completion;
    private TimeSpan? _estimate;

    /// <summary>Completes when there is something to write.</summary>
    public Task Changed
    {
        get
        {
            lock (_gate)
            {
                return _changed.Task;
            }
        }
    }

    public void Estimate(TimeSpan duration)
    {
        lock (_gate)
        {
            _estimate = duration;
            _changed.TrySetResult();
        }
    }

    /// <param name="percent">How far the work is.</param>
    /// <param name="message">What it is at; null: the last one stays.</param>
    /// <param name="completion">When it will be finished, as it looks at this moment and not at the one of the write.</param>
    public void Progress(int percent, string? message, DateTimeOffset? completion)
    {
        lock (_gate)
        {
            // A late report of the worker's other threads must not bring an old message back.
            if (percent >= (_progress ?? 0))
            {
                _completion = percent > (_progress ?? 0) ? completion ?? _completion : _completion;
                _progress = percent;
                _message = message ?? _message;
                _changed.TrySetResult();
            }
        }
    }

    public void Add(JobIssue issue)
    {
        lock (_gate)
        {
            if (_issues.Count < JobIssues.Limit)
            {
                _issues.Add(issue);
                _changed.TrySetResult();
            }
        }
    }

    /// <summary>All that is not written yet.</summary>
    public (JobReport Report, TimeSpan? Estimate) Unwritten()
    {
        lock (_gate)
        {
            return (new JobReport(_progress, _message, [.. _issues], _completion), _estimate);
        }
    }

    /// <summary>This has been written. What was said meanwhile stays.</summary>
    public void Written(JobReport report, TimeSpan? estimate)
    {
        lock (_gate)
        {
            _issues.RemoveRange(0, report.Issues!.Count);
            _message = ReferenceEquals(_message, report.Message) ? null : _message;
            _estimate = _estimate == estimate ? null : _estimate;
            if (
                _changed.Task.IsCompleted
                && _issues.Count == 0
                && _progress == report.Progress
                && _message is null
                && _estimate is null
            )
            {
                _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }
    }
}
