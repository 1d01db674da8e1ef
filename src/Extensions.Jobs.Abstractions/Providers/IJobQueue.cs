namespace Extensions.Jobs.Providers;

/// <summary>Hands out claims, and wakes the claims that wait. A singleton; all members are thread-safe.</summary>
public interface IJobQueue
{
    /// <summary>
    /// Says that these jobs are due now: a table wakes waiting claims, a broker publishes ids. An id that is known already is
    /// harmless.
    /// </summary>
    Task EnqueueAsync(IReadOnlyList<JobHeader> jobs, CancellationToken cancellationToken);

    /// <summary>
    /// Claims due jobs for a node: by priority, then due time (creation, where none was asked), then the order in which the store
    /// got them; at most the free slots of each demand, and nothing for a node that is not live. Takes what there is at once; finding
    /// nothing, waits for a hint.
    /// </summary>
    /// <param name="node">Who claims.</param>
    /// <param name="demand">What it can run. Without a free slot it waits until cancelled.</param>
    /// <param name="cancellationToken">
    /// Ends the wait and never loses a claim: the call answers what it has, perhaps nothing, and does not throw for it.
    /// </param>
    /// <returns>Jobs that are running, held by this node, with their input: field by field what <see cref="JobTransitions.Claim"/> says.</returns>
    Task<IReadOnlyList<Job>> ClaimAsync(
        string node,
        IReadOnlyList<JobDemand> demand,
        CancellationToken cancellationToken
    );

    /// <summary>How many ids of a name the queue holds. Null: the table of jobs is the queue, and nothing can be missing.</summary>
    Task<long?> CountAsync(string name, CancellationToken cancellationToken);
}
