using Extensions.Jobs.Providers;

namespace Extensions.Jobs.InMemory;

/// <content>Nodes, and what is forgotten.</content>
internal sealed partial class InMemoryJobStore
{
    public NodeBeat Beat(JobNode node, IReadOnlyList<JobNode> silent)
    {
        lock (_gate)
        {
            var now = Now;
            return new NodeBeat(
                _nodes.Beat(node, silent, now),
                now,
                _nodes.Others(node.Id),
                [.. _nodes.RunningOn(node.Id).Where(job => job.Header.StopRequested).Select(job => job.Header.Id)]
            );
        }
    }

    public int Purge(DateTimeOffset before, int max)
    {
        lock (_gate)
        {
            var purged = 0;
            while (purged < max && _tombstones.First is { } first && first.Time <= before)
            {
                Forget(first.Job);
                purged++;
            }

            _nodes.Purge(before);
            return purged;
        }
    }

    private void Forget(StoredJob stored)
    {
        Leave(stored);
        _jobs.Remove(stored.Header.Id);
        stored.Owner.ReleaseKey(stored);
        if (--stored.Owner.Known == 0)
        {
            stored.Owner.OfName.Forget(stored.Owner);
        }
    }
}
