using System.Data.Common;
using System.Diagnostics;
using Extensions.Jobs.Providers;
using Microsoft.Extensions.Options;

namespace Extensions.Jobs;

/// <summary>Accepts jobs of any type: durable first, then told to the queue.</summary>
internal sealed class JobDesk(
    IJobRepository repository,
    JobEnqueuer enqueuer,
    JobClock clock,
    JobEstimates estimates,
    QueueAhead queue,
    JobsMetrics metrics,
    IOptions<JobsOptions> options
)
{
    /// <summary>Accepts a job, or answers the one that holds its key.</summary>
    /// <exception cref="JobLimitException">There are too many.</exception>
    /// <exception cref="JobKeyReusedException">The key belongs to another input.</exception>
    /// <exception cref="JobStoreException">The store is down; the job is perhaps accepted.</exception>
    public async Task<JobStatus> CreateAsync(
        JobType type,
        string owner,
        ReadOnlyMemory<byte> input,
        CreateJobOptions creation,
        CancellationToken cancellationToken
    )
    {
        var now = clock.Now;
        var (duration, completion) = estimates.ForNew(type, creation.Due, now);
        var job = JobTransitions.Create(
            new NewJob
            {
                Id = JobId.New(now),
                Name = type.Name,
                Owner = owner,
                Priority = creation.Priority,
                Key = KeyOf(creation.IdempotencyKey, input, now),
                TraceParent = Activity.Current?.Id,
                Due = creation.Due,
                EstimatedDuration = duration,
                EstimatedCompletion = completion,
                Input = input,
            },
            now
        );
        var limits = new JobLimits(
            // A queue that takes none; keys are looked at before it.
            creation.IsReplayOnly
                ? 0
                : type.Options.MaxQueueLength,
            owner.Length == 0 ? null : type.Options.MaxUnfinishedPerOwner
        );
        var added = await AddAsync(job, limits, creation.Transaction, cancellationToken).ConfigureAwait(false);
        if (added.Refused is { } limit)
        {
            throw new JobLimitException(
                limit,
                (limit == JobLimit.QueueLength ? limits.QueueLength : limits.UnfinishedPerOwner) ?? 0
            );
        }

        if (added.Existing is { } existing)
        {
            return Replay(existing, job.Header.Key, type);
        }

        metrics.Created(type.Name);
        queue.Created(type);
        if (creation.Transaction is null)
        {
            enqueuer.Enqueue(job.Header);
        }

        return JobStatuses.Of(job.Header, type);
    }

    private JobKey? KeyOf(string? key, ReadOnlyMemory<byte> input, DateTimeOffset now) =>
        key is null ? null : new JobKey(key, InputFingerprint.Of(input), now + options.Value.IdempotencyKeyLifetime);

    /// <summary>An add whose answer was lost is repeated once: the same id makes nothing twice.</summary>
    private async Task<JobAdded> AddAsync(
        Job job,
        JobLimits limits,
        DbTransaction? transaction,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await repository.AddAsync(job, limits, transaction, cancellationToken).ConfigureAwait(false);
        }
        catch (JobStoreException) when (transaction is null)
        {
            return await repository.AddAsync(job, limits, null, cancellationToken).ConfigureAwait(false);
        }
    }

    private static JobStatus Replay(JobHeader existing, JobKey? key, JobType type) =>
        existing.Key?.Fingerprint != key?.Fingerprint ? throw new JobKeyReusedException()
        : existing.Removed is null ? JobStatuses.Of(existing, type)
        : JobStatuses.AtCreation(existing, type);
}
