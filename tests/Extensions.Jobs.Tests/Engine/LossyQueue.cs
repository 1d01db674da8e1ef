using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Tests.Engine;

/// <summary>A broker as the engine meets it: it carries ids beside the repository, and loses those that a test tells it to.</summary>
internal sealed class LossyQueue(IJobRepository repository, TimeProvider time) : IJobQueue
{
    private readonly Lock _gate = new();
    private readonly List<(string Name, string Id)> _ids = [];
    private TaskCompletionSource _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _published = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Which ids get lost on their way.</summary>
    public Func<JobHeader, bool> Loses { get; set; } = static _ => false;

    /// <summary>How often each id has been published.</summary>
    public Dictionary<string, int> Published { get; } = [];

    /// <summary>Waits until so many ids have been published, each counted as often as it was.</summary>
    public async Task WhenPublishedAsync(int times, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task published;
            lock (_gate)
            {
                if (Published.Values.Sum() >= times)
                {
                    return;
                }

                published = _published.Task;
            }

            await published.WaitAsync(cancellationToken);
        }
    }

    public Task EnqueueAsync(IReadOnlyList<JobHeader> jobs, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            foreach (var job in jobs)
            {
                Published[job.Id] = Published.GetValueOrDefault(job.Id) + 1;
                if (!Loses(job))
                {
                    _ids.Add((job.Name, job.Id));
                }
            }

            _arrived.TrySetResult();
            _published.TrySetResult();
            _published = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return Task.CompletedTask;
    }

    public async Task<IReadOnlyList<Job>> ClaimAsync(
        string node,
        IReadOnlyList<JobDemand> demand,
        CancellationToken cancellationToken
    )
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var (taken, arrived) = Take(demand);
            var claimed = new List<Job>();
            foreach (var job in await repository.FindAsync(taken, JobParts.Input, CancellationToken.None))
            {
                if (
                    JobTransitions.Claim(job.Header, node, time.GetUtcNow()) is { } claim
                    && await repository.TryUpdateAsync(claim, CancellationToken.None)
                )
                {
                    claimed.Add(job with { Header = claim.Header });
                }
            }

            if (claimed.Count > 0)
            {
                return claimed;
            }

            if (taken.Count == 0)
            {
                await arrived.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        return [];
    }

    public Task<long?> CountAsync(string name, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult<long?>(_ids.Count(id => id.Name == name));
        }
    }

    private (List<string> Ids, Task Arrived) Take(IReadOnlyList<JobDemand> demand)
    {
        lock (_gate)
        {
            var taken = demand
                .SelectMany(type => _ids.Where(id => type.Names.Contains(id.Name)).Take(type.Slots))
                .ToList();
            taken.ForEach(id => _ids.Remove(id));
            if (_arrived.Task.IsCompleted)
            {
                _arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            return ([.. taken.Select(id => id.Id)], _arrived.Task);
        }
    }
}
