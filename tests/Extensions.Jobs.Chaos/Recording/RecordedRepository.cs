using System.Data.Common;
using System.Text.Json;
using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Chaos;

/// <summary>Logs each write before it is tried, and what came of it. So whatever is in the store was tried in some log, claims excepted.</summary>
internal sealed class RecordedRepository(IJobRepository inner, EventLog log) : IJobRepository
{
    private long _number;

    public async Task<JobAdded> AddAsync(
        Job job,
        JobLimits limits,
        DbTransaction? transaction,
        CancellationToken cancellationToken
    )
    {
        var number = Interlocked.Increment(ref _number);
        log.Write(new AddTried(number, Snapshot.Of(job.Header), job.Header.Key?.Value));
        try
        {
            var added = await inner.AddAsync(job, limits, transaction, cancellationToken);
            var isAdded = added.Existing is null && added.Refused is null;
            log.Write(new AddEnded(number, isAdded ? Outcome.Saved : Outcome.Refused, added.Existing?.Id));
            return added;
        }
        catch
        {
            log.Write(new AddEnded(number, Outcome.Failed, null));
            throw;
        }
    }

    public async Task<bool> TryUpdateAsync(JobUpdate update, CancellationToken cancellationToken)
    {
        var number = Interlocked.Increment(ref _number);
        log.Write(new SaveTried(number, Snapshot.Of(update.Header), update.Payloads, RunOf(update)));
        try
        {
            var saved = await inner.TryUpdateAsync(update, cancellationToken);
            log.Write(new SaveEnded(number, saved ? Outcome.Saved : Outcome.Refused));
            return saved;
        }
        catch
        {
            log.Write(new SaveEnded(number, Outcome.Failed));
            throw;
        }
    }

    public async Task<NodeBeat> BeatAsync(
        JobNode node,
        IReadOnlyList<JobNode> silent,
        CancellationToken cancellationToken
    )
    {
        if (node.Beat == 0)
        {
            log.Write(new NodeBegan(node.Id));
        }

        if (silent.Count > 0)
        {
            log.Write(new NodesEnded([.. silent.Select(other => other.Id)]));
        }

        var beat = await inner.BeatAsync(node, silent, cancellationToken);
        if (!beat.Held)
        {
            log.Write(new NodeLost(node.Id));
        }

        return beat;
    }

    public Task<IReadOnlyList<Job>> FindAsync(
        IReadOnlyCollection<string> ids,
        JobParts parts,
        CancellationToken cancellationToken
    ) => inner.FindAsync(ids, parts, cancellationToken);

    public Task<JobPage> QueryAsync(JobQuery query, CancellationToken cancellationToken) =>
        inner.QueryAsync(query, cancellationToken);

    public Task<IReadOnlyList<JobCounts>> CountAsync(
        IReadOnlyCollection<string> names,
        DateTimeOffset before,
        CancellationToken cancellationToken
    ) => inner.CountAsync(names, before, cancellationToken);

    public Task<int> PurgeAsync(DateTimeOffset before, int max, CancellationToken cancellationToken) =>
        inner.PurgeAsync(before, max, cancellationToken);

    private static string? RunOf(JobUpdate update) =>
        update.Payloads == JobPayloads.SetOutput
            ? JsonSerializer.Deserialize(update.Output.Span, ChaosJson.Default.DigestResponse)!.Run
            : null;
}
