using Extensions.Jobs.Providers;

namespace Extensions.Jobs;

/// <summary>
/// Saves transitions. The one place that meets a lost compare-and-set (it reads, and applies the transition to what it found) and
/// a lost answer (it reads, and sees whether the write is there).
/// </summary>
internal sealed class JobWriter(IJobRepository repository, JobSignals signals, JobClock clock)
{
    /// <summary>Applies a transition until it is saved, or says no to the newest header.</summary>
    /// <param name="header">The newest header that the caller knows.</param>
    /// <param name="transition">Answers what to save; null: no.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="JobStoreException">The store is down; the transition is perhaps saved.</exception>
    public async Task<JobWrite> ApplyAsync(
        JobHeader header,
        Func<JobHeader, DateTimeOffset, JobUpdate?> transition,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            if (transition(header, clock.Now) is not { } update)
            {
                return new JobWrite(header, Saved: false);
            }

            bool saved;
            JobHeader? found = null;
            try
            {
                saved = await repository.TryUpdateAsync(update, cancellationToken).ConfigureAwait(false);
            }
            catch (JobStoreException)
            {
                found = await ReadAsync(header.Id, cancellationToken).ConfigureAwait(false);
                if (found != update.Header)
                {
                    throw;
                }

                saved = true;
            }

            if (saved)
            {
                signals.Publish(update.Header);
                return new JobWrite(update.Header, Saved: true);
            }

            found = await ReadAsync(header.Id, cancellationToken).ConfigureAwait(false);
            if (found is null)
            {
                return new JobWrite(null, Saved: false);
            }

            header = found;
        }
    }

    /// <summary>Reads the newest header; null: no such job.</summary>
    public async Task<JobHeader?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        var found = await repository.FindAsync([id], JobParts.Header, cancellationToken).ConfigureAwait(false);
        return found.Count == 0 ? null : found[0].Header;
    }
}

/// <summary>What came of a transition.</summary>
/// <param name="Header">The newest header; null: the job has been purged.</param>
/// <param name="Saved">Whether the transition was saved, and made this header.</param>
internal readonly record struct JobWrite(JobHeader? Header, bool Saved);
