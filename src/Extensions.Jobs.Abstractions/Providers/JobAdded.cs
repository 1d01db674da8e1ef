namespace Extensions.Jobs.Providers;

/// <summary>What came of an add. Neither member: the job was added.</summary>
/// <param name="Existing">The job that holds the key.</param>
/// <param name="Refused">The limit that refused it; where both would, that of its owner.</param>
public sealed record JobAdded(JobHeader? Existing = null, JobLimit? Refused = null)
{
    /// <summary>The job was added.</summary>
    public static JobAdded Added { get; } = new();
}

/// <summary>How many jobs there may be when one is added. Both count jobs of its own name. Null: any number.</summary>
/// <param name="QueueLength">Queued jobs, due or not.</param>
/// <param name="UnfinishedPerOwner">Queued and running jobs of its owner.</param>
public sealed record JobLimits(int? QueueLength = null, int? UnfinishedPerOwner = null)
{
    /// <summary>Any number.</summary>
    public static JobLimits None { get; } = new();
}

/// <summary>Which limit refused an add.</summary>
public enum JobLimit
{
    /// <summary>See <see cref="JobLimits.QueueLength"/>.</summary>
    QueueLength = 0,

    /// <summary>See <see cref="JobLimits.UnfinishedPerOwner"/>.</summary>
    UnfinishedPerOwner = 1,
}
