using Extensions.Jobs.Providers;

namespace Extensions.Jobs;

/// <summary>The jobs of one type that one owner sees; without an owner, all of them. Every other id is unknown.</summary>
internal sealed class OwnedJobs(JobType type, string? owner, IJobRepository repository, JobWriter writer)
{
    /// <summary>Reads a job that may be a tombstone.</summary>
    /// <exception cref="JobNotFoundException">It is not among them.</exception>
    public async Task<Job> FindAsync(string id, JobParts parts, CancellationToken cancellationToken)
    {
        if (JobId.IsWellFormed(id))
        {
            foreach (var job in await repository.FindAsync([id], parts, cancellationToken).ConfigureAwait(false))
            {
                if (Sees(job.Header))
                {
                    return job;
                }
            }
        }

        throw new JobNotFoundException();
    }

    /// <summary>Reads a job that is no tombstone.</summary>
    /// <exception cref="JobNotFoundException">It is not among them.</exception>
    /// <exception cref="JobRemovedException">It was removed.</exception>
    public async Task<Job> GetAsync(string id, JobParts parts, CancellationToken cancellationToken)
    {
        var job = await FindAsync(id, parts, cancellationToken).ConfigureAwait(false);
        return job with { Header = Present(job.Header) };
    }

    /// <summary>The same header, if it is of a job that these hold.</summary>
    /// <exception cref="JobNotFoundException">It is not among them.</exception>
    /// <exception cref="JobRemovedException">It was removed.</exception>
    public JobHeader Present(JobHeader? job) =>
        job is null || !Sees(job) ? throw new JobNotFoundException()
        : job.Removed is { } removed ? throw new JobRemovedException(job.Removal, removed)
        : job;

    /// <summary>Cancels a queued job, and marks a running one.</summary>
    /// <exception cref="JobFinishedException">It has succeeded or failed.</exception>
    public async Task<JobHeader> CancelAsync(string id, CancellationToken cancellationToken)
    {
        var job = await GetAsync(id, JobParts.Header, cancellationToken).ConfigureAwait(false);
        var write = await writer
            .ApplyAsync(
                job.Header,
                (header, now) => JobTransitions.RequestCancel(header, type.Policy, now),
                cancellationToken
            )
            .ConfigureAwait(false);
        var header = Present(write.Header);
        return header.State is JobState.Succeeded or JobState.Failed
            ? throw new JobFinishedException(JobStatuses.Of(header, type))
            : header;
    }

    /// <summary>Removes a job that does not run, and marks one that does.</summary>
    /// <returns>Null: it is gone.</returns>
    /// <exception cref="JobChangedException">It has another version.</exception>
    public async Task<JobHeader?> DeleteAsync(string id, long? ifVersion, CancellationToken cancellationToken)
    {
        var job = await FindAsync(id, JobParts.Header, cancellationToken).ConfigureAwait(false);
        var write = await writer
            .ApplyAsync(
                job.Header,
                (header, now) =>
                    header.Removed is null && ifVersion is { } version && header.Version != version
                        ? throw new JobChangedException(JobStatuses.Of(header, type))
                        : JobTransitions.RequestDelete(header, type.Policy, now),
                cancellationToken
            )
            .ConfigureAwait(false);
        return write.Header is { Removed: null } header ? header : null;
    }

    /// <summary>Deletes the output of a finished job, if there is one left.</summary>
    /// <returns>Null: the job itself is gone.</returns>
    /// <exception cref="JobNotFinishedException">It has not ended yet.</exception>
    /// <exception cref="JobChangedException">The output has another version.</exception>
    public async Task<JobHeader?> DeleteOutputAsync(
        string id,
        long? ifOutputVersion,
        CancellationToken cancellationToken
    )
    {
        var job = await FindAsync(id, JobParts.Header, cancellationToken).ConfigureAwait(false);
        var write = await writer
            .ApplyAsync(
                job.Header,
                (header, now) =>
                    header switch
                    {
                        { IsFinal: false } => throw new JobNotFinishedException(JobStatuses.Of(header, type)),
                        { Output: not JobOutputState.Available } => null,
                        _ when ifOutputVersion is { } version && header.OutputVersion != version =>
                            throw new JobChangedException(JobStatuses.Of(header, type)),
                        _ => JobTransitions.DeleteOutput(header, now),
                    },
                cancellationToken
            )
            .ConfigureAwait(false);
        return write.Header is { Removed: null } header ? header : null;
    }

    private bool Sees(JobHeader job) =>
        type.Serves(job.Name) && (owner is null || string.Equals(owner, job.Owner, StringComparison.Ordinal));
}
