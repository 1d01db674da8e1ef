namespace Extensions.Jobs;

/// <summary>
/// Counts the answers that the server is asked to hold, streams among them. Each takes a connection for long, so where connections
/// are few, some must be left for what is answered at once.
/// </summary>
internal sealed class HeldAnswers
{
    private int _most = int.MaxValue;
    private int _count;

    /// <summary>So many connections there are at most: half of them may be taken.</summary>
    public void Share(int connections) => Volatile.Write(ref _most, connections / 2);

    /// <summary>To be disposed when the answer is there; null: this one should not be held.</summary>
    public IDisposable? TryBegin()
    {
        if (Interlocked.Increment(ref _count) <= Volatile.Read(ref _most))
        {
            return new Held(this);
        }

        Interlocked.Decrement(ref _count);
        return null;
    }

    private sealed class Held(HeldAnswers answers) : IDisposable
    {
        private bool _hasEnded;

        public void Dispose()
        {
            if (!Interlocked.Exchange(ref _hasEnded, true))
            {
                Interlocked.Decrement(ref answers._count);
            }
        }
    }
}
