namespace Extensions.Jobs;

/// <summary>Whether and why one run was told to stop. Its token reaches the worker; nothing of ours ever waits for what hangs on it.</summary>
internal sealed class RunStop
{
    private readonly CancellationTokenSource _token = new();
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _cause;

    /// <summary>For the worker.</summary>
    public CancellationToken Token => _token.Token;

    /// <summary>The first cause; a lost lease comes before all others, for then the job may be another's.</summary>
    public JobStopCause Cause => (JobStopCause)Volatile.Read(ref _cause);

    /// <summary>Completes when there is a cause.</summary>
    public Task Asked => _asked.Task;

    public void Ask(JobStopCause cause)
    {
        var first =
            Interlocked.CompareExchange(ref _cause, (int)cause, (int)JobStopCause.None) == (int)JobStopCause.None;
        if (cause == JobStopCause.LeaseLost)
        {
            Volatile.Write(ref _cause, (int)cause);
        }

        if (first)
        {
            _asked.TrySetResult();
            // Not awaited, and not on this thread: callbacks of the user's code may block or throw.
            _ = Task.Run(_token.Cancel)
                .ContinueWith(
                    static cancelled => cancelled.Exception,
                    CancellationToken.None,
                    TaskContinuationOptions.OnlyOnFaulted,
                    TaskScheduler.Default
                );
        }
    }
}
