namespace Extensions.Jobs.Providers;

/// <summary>
/// Gathers what concurrent callers write and commits it together; each caller is answered only after its commit. Nobody waits
/// for a timer: a group is whatever arrived while the last one was being committed. Thread-safe.
/// </summary>
/// <typeparam name="TWrite">One write.</typeparam>
/// <typeparam name="TResult">What it answers.</typeparam>
/// <remarks>
/// A commit that throws <see cref="JobStoreException"/> fails its whole group, which is perhaps written. Any other exception means
/// that the group was surely rolled back: each of its writes is then tried alone, side by side, so that a write that fails by
/// itself does not fail the others.
/// </remarks>
public sealed class JobWriteGroup<TWrite, TResult>
{
    private readonly Func<IReadOnlyList<TWrite>, Task<IReadOnlyList<TResult>>> _commit;
    private readonly int _maxSize;
    private readonly Lock _gate = new();
    private readonly Queue<Waiting> _waiting = new();
    private bool _committing;

    /// <summary>A group in front of one place that commits.</summary>
    /// <param name="commit">Commits a group and answers its results in the same order. Never called twice at once, but for writes
    /// that are tried alone.</param>
    /// <param name="maxSize">How many writes a group holds at most, at least 1.</param>
    public JobWriteGroup(Func<IReadOnlyList<TWrite>, Task<IReadOnlyList<TResult>>> commit, int maxSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxSize, 1);
        _commit = commit;
        _maxSize = maxSize;
    }

    /// <summary>Writes with the next group.</summary>
    /// <param name="write">What to write.</param>
    /// <param name="cancellationToken">Ends the wait; a write that has begun goes on, one that has not is dropped.</param>
    /// <exception cref="JobStoreException">The commit failed, or its answer was lost.</exception>
    public Task<TResult> WriteAsync(TWrite write, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<TResult>(cancellationToken);
        }

        var waiting = new Waiting(write, cancellationToken);
        lock (_gate)
        {
            _waiting.Enqueue(waiting);
            if (!_committing)
            {
                _committing = true;
                ThreadPool.UnsafeQueueUserWorkItem(
                    static group => _ = group.CommitAllAsync(),
                    this,
                    preferLocal: false
                );
            }
        }

        return cancellationToken.CanBeCanceled ? waiting.Task.WaitAsync(cancellationToken) : waiting.Task;
    }

    private async Task CommitAllAsync()
    {
        while (Take() is { } group)
        {
            await CommitAsync(group).ConfigureAwait(false);
        }
    }

    private Waiting[]? Take()
    {
        lock (_gate)
        {
            var group = new List<Waiting>(Math.Min(_waiting.Count, _maxSize));
            while (group.Count < _maxSize && _waiting.TryDequeue(out var next))
            {
                if (!next.CancellationToken.IsCancellationRequested)
                {
                    group.Add(next);
                }
            }

            _committing = group.Count > 0;
            return _committing ? [.. group] : null;
        }
    }

    private async Task CommitAsync(Waiting[] group)
    {
        try
        {
            var results = await _commit(Array.ConvertAll(group, waiting => waiting.Write)).ConfigureAwait(false);
            if (results.Count != group.Length)
            {
                // It did commit: to try the writes alone would repeat them.
                throw new JobStoreException($"A commit of {group.Length} writes answered {results.Count} results.");
            }

            for (var i = 0; i < group.Length; i++)
            {
                group[i].SetResult(results[i]);
            }
        }
        catch (Exception failure) when (failure is JobStoreException || group.Length == 1)
        {
            foreach (var waiting in group)
            {
                waiting.SetException(failure);
                // Seen, also when its caller has given up: nobody is told of it as unobserved.
                _ = waiting.Task.Exception;
            }
        }
        catch (Exception)
        {
            // Surely rolled back: one write was bad, and alone each shows whether it was that one.
            await Task.WhenAll(Array.ConvertAll(group, waiting => CommitAsync([waiting]))).ConfigureAwait(false);
        }
    }

    private sealed class Waiting(TWrite write, CancellationToken cancellationToken)
        : TaskCompletionSource<TResult>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public TWrite Write => write;

        public CancellationToken CancellationToken => cancellationToken;
    }
}
