using Extensions.Jobs.Providers;

namespace Extensions.Jobs.InMemory;

/// <content>Claims, and the claims that wait.</content>
internal sealed partial class InMemoryJobStore
{
    private readonly WaitingClaims _waiting = new();

    /// <summary>Claims what there is; finding nothing, hands out a wait that ends with the next hint.</summary>
    public IReadOnlyList<Job> Claim(string node, IReadOnlyList<JobDemand> demand, out WaitingClaim? waiting)
    {
        lock (_gate)
        {
            var claimed = new List<Job>();
            if (_nodes.IsLive(node))
            {
                foreach (var type in demand)
                {
                    Claim(node, type, claimed);
                }
            }

            waiting = null;
            if (claimed.Count == 0)
            {
                _waiting.Add(waiting = new WaitingClaim(demand));
            }

            return claimed;
        }
    }

    public void StopWaiting(WaitingClaim waiting)
    {
        lock (_gate)
        {
            _waiting.Remove(waiting);
        }
    }

    public void Hint(IReadOnlyList<JobHeader> jobs)
    {
        lock (_gate)
        {
            for (var i = 0; i < jobs.Count; i++)
            {
                _waiting.Wake(jobs[i].Name);
            }
        }
    }

    private void Claim(string node, JobDemand demand, List<Job> claimed)
    {
        var now = Now;
        var names = new List<ReadyJobs>(demand.Names.Count);
        foreach (var name in demand.Names)
        {
            if (Find(name) is { } jobs)
            {
                jobs.Promote(now);
                names.Add(jobs.Ready);
            }
        }

        for (var slots = demand.Slots; slots > 0 && ReadyJobs.Best(names) is { } next; slots--)
        {
            // What is ready has been due once already, even where the clock has been set back since.
            var update = JobTransitions.Claim(next.Header, node, Later(now, next.Header.Due))!;
            Write(next, update);
            claimed.Add(next.Read(JobParts.Input));
        }
    }

    private static DateTimeOffset Later(DateTimeOffset now, DateTimeOffset? due) => due > now ? due.Value : now;
}
