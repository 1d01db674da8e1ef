using Extensions.Jobs.Providers;

namespace Extensions.Jobs.InMemory;

/// <summary>The claims that have found nothing and wait for a hint.</summary>
internal sealed class WaitingClaims
{
    private readonly List<WaitingClaim> _waiting = [];

    public void Add(WaitingClaim claim) => _waiting.Add(claim);

    public void Remove(WaitingClaim claim) => _waiting.Remove(claim);

    /// <summary>Wakes those that want this name; each then looks again.</summary>
    public void Wake(string name)
    {
        for (var i = _waiting.Count - 1; i >= 0; i--)
        {
            if (_waiting[i].Wants(name))
            {
                _waiting[i].TrySetResult();
                _waiting.RemoveAt(i);
            }
        }
    }
}

/// <summary>One claim that waits.</summary>
internal sealed class WaitingClaim(IReadOnlyList<JobDemand> demand)
    : TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)
{
    public bool Wants(string name)
    {
        foreach (var type in demand)
        {
            if (type.Slots > 0 && type.Names.Contains(name))
            {
                return true;
            }
        }

        return false;
    }
}
