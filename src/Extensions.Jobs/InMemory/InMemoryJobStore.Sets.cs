namespace Extensions.Jobs.InMemory;

/// <content>In which sets a job stands: each write takes it out of those that it leaves and puts it into those that it enters.</content>
internal sealed partial class InMemoryJobStore
{
    private void Write(StoredJob stored, JobUpdate update)
    {
        if (StaysWhereItIs(stored.Header, update.Header))
        {
            stored.Write(update);
            return;
        }

        Leave(stored);
        stored.Write(update);
        Enter(stored);
    }

    // A report of progress, which is most of what is written, moves nothing.
    private static bool StaysWhereItIs(JobHeader job, JobHeader next) =>
        job.State == JobState.Running && next.State == JobState.Running && job.Node == next.Node;

    private void Enter(StoredJob stored)
    {
        var job = stored.Header;
        var name = stored.Owner.OfName;
        if (job.Removed is null)
        {
            name.Listing.Add(job, stored);
            stored.Owner.Listing.Add(job, stored);
        }

        switch (job.State)
        {
            case JobState.Queued:
                name.Enqueue(job, stored);
                break;
            case JobState.Running:
                _nodes.AddRunning(job.Node, stored);
                break;
        }

        if (ExpiryOf(job, name) is var (index, time))
        {
            index.Add(time, stored);
        }

        if (job.CleanupDue is { } cleanup)
        {
            name.Cleanups.Add(cleanup, stored);
        }
    }

    private void Leave(StoredJob stored)
    {
        var job = stored.Header;
        var name = stored.Owner.OfName;
        if (job.Removed is null)
        {
            name.Listing.Remove(job, stored);
            stored.Owner.Listing.Remove(job, stored);
        }

        switch (job.State)
        {
            case JobState.Queued:
                name.Dequeue(job, stored);
                break;
            case JobState.Running:
                _nodes.RemoveRunning(job.Node, stored);
                break;
        }

        if (ExpiryOf(job, name) is var (index, time))
        {
            index.Remove(time, stored);
        }

        if (job.CleanupDue is { } cleanup)
        {
            name.Cleanups.Remove(cleanup, stored);
        }
    }

    // A tombstone that owes a clean-up must not be purged, so it stands in no set of what expires.
    private (TimeIndex Index, DateTimeOffset Time)? ExpiryOf(JobHeader job, JobsOfName name) =>
        job switch
        {
            { Expires: null } => null,
            { Removed: null } => (name.Expiring, job.Expires.Value),
            { CleanupDue: null } => (_tombstones, job.Expires.Value),
            _ => null,
        };
}
