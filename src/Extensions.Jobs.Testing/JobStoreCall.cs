using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Testing;

/// <summary>A member of one of the three contracts.</summary>
public enum JobStoreCall
{
    /// <summary><see cref="IJobRepository.AddAsync"/>.</summary>
    Add,

    /// <summary><see cref="IJobRepository.FindAsync"/>.</summary>
    Find,

    /// <summary><see cref="IJobRepository.TryUpdateAsync"/>.</summary>
    TryUpdate,

    /// <summary><see cref="IJobRepository.QueryAsync"/>.</summary>
    Query,

    /// <summary><see cref="IJobRepository.CountAsync"/>.</summary>
    Count,

    /// <summary><see cref="IJobRepository.PurgeAsync"/>.</summary>
    Purge,

    /// <summary><see cref="IJobRepository.BeatAsync"/>.</summary>
    Beat,

    /// <summary><see cref="IJobQueue.EnqueueAsync"/>.</summary>
    Enqueue,

    /// <summary><see cref="IJobQueue.ClaimAsync"/>.</summary>
    Claim,

    /// <summary><see cref="IJobQueue.CountAsync"/>.</summary>
    CountQueue,

    /// <summary><see cref="IJobNotifier.PublishAsync"/>.</summary>
    Publish,

    /// <summary><see cref="IJobNotifier.SubscribeAsync"/>.</summary>
    Subscribe,
}
