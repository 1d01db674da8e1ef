using System.Runtime.CompilerServices;
using System.Text.Json;
using Extensions.Jobs.Providers;

namespace Extensions.Jobs;

/// <summary>The client in process.</summary>
internal sealed class JobClient<TInput, TOutput> : IJobClient<TInput, TOutput>
    where TInput : notnull
{
    private readonly JobClientParts _parts;
    private readonly JobType _type;
    private readonly string? _owner;
    private readonly OwnedJobs _jobs;

    public JobClient(JobClientParts parts, JobCatalog catalog)
        : this(parts, catalog.Get(typeof(TInput), typeof(TOutput)), owner: null) { }

    private JobClient(JobClientParts parts, JobType type, string? owner)
    {
        _parts = parts;
        _type = type;
        _owner = owner;
        _jobs = new OwnedJobs(type, owner, parts.Repository, parts.Writer);
    }

    public IJobClient<TInput, TOutput> For(string owner) =>
        new JobClient<TInput, TOutput>(_parts, _type, CreationRules.CheckOwner(owner));

    public async Task<JobStatus> CreateAsync(
        TInput input,
        CreateJobOptions? options = null,
        CancellationToken cancellationToken = default
    )
    {
        ArgumentNullException.ThrowIfNull(input);
        options ??= new CreateJobOptions();
        var owner = CreationRules.OwnerOf(options, _owner);
        CreationRules.Check(options);
        var json = Write(input, options.IsInputSizeChecked ? int.MaxValue : _type.Options.MaxInputBytes);
        await _parts.Engine.OpenAsync(cancellationToken).ConfigureAwait(false);
        return await _parts.Desk.CreateAsync(_type, owner, json, options, cancellationToken).ConfigureAwait(false);
    }

    public async Task<JobStatus> GetStatusAsync(string id, CancellationToken cancellationToken = default)
    {
        await _parts.Engine.OpenAsync(cancellationToken).ConfigureAwait(false);
        var job = await _jobs.GetAsync(id, JobParts.Header, cancellationToken).ConfigureAwait(false);
        return JobStatuses.Of(job.Header, _type);
    }

    public async Task<JobStatus> WaitAsync(
        string id,
        TimeSpan timeout,
        long? knownVersion = null,
        CancellationToken cancellationToken = default
    )
    {
        using var timed = new CancellationTokenSource();
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(timed.Token, _parts.Engine.Stopping);
        _ = EndAfterAsync(timeout, ended);
        JobStatus? status = null;
        try
        {
            await foreach (var header in FollowAsync(id, ended.Token, cancellationToken).ConfigureAwait(false))
            {
                status = JobStatuses.Of(_jobs.Present(header), _type);
                if (status.IsFinal || (knownVersion is { } version && status.Version != version))
                {
                    break;
                }
            }
        }
        finally
        {
            await timed.CancelAsync().ConfigureAwait(false);
        }

        return status!;
    }

    public async IAsyncEnumerable<JobStatus> WatchAsync(
        string id,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        await foreach (var header in FollowAsync(id, _parts.Engine.Stopping, cancellationToken).ConfigureAwait(false))
        {
            var status = JobStatuses.Of(_jobs.Present(header), _type);
            yield return status;
            if (status.IsFinal)
            {
                yield break;
            }
        }
    }

    public async Task<JobOutput<TOutput>> GetOutputAsync(string id, CancellationToken cancellationToken = default)
    {
        await _parts.Engine.OpenAsync(cancellationToken).ConfigureAwait(false);
        var job = await _jobs.GetAsync(id, JobParts.Output, cancellationToken).ConfigureAwait(false);
        var status = JobStatuses.Of(job.Header, _type);
        var isThere = job.Header.Output == JobOutputState.Available;
        return isThere || (job.Header.State == JobState.Succeeded && !_type.HasOutput)
            ? new JobOutput<TOutput>(
                job.Output,
                job.Header.OutputVersion,
                status,
                isThere ? _parts.Serializer.Read<TOutput> : static _ => default!
            )
            : throw new JobOutputException(status, job.Header.OutputDeleted);
    }

    public async Task<JobList> ListAsync(JobListQuery query, CancellationToken cancellationToken = default)
    {
        var asked = JobListQueries.QueryOf(query, _type, _owner);
        await _parts.Engine.OpenAsync(cancellationToken).ConfigureAwait(false);
        var page = await _parts.Repository.QueryAsync(asked, cancellationToken).ConfigureAwait(false);
        return new JobList(
            [.. page.Jobs.Select(job => JobStatuses.Of(job, _type))],
            JobListQueries.Write(page.Next, query, _type, _owner)
        );
    }

    public async Task<JobStatus> CancelAsync(string id, CancellationToken cancellationToken = default)
    {
        await _parts.Engine.OpenAsync(cancellationToken).ConfigureAwait(false);
        return JobStatuses.Of(await _jobs.CancelAsync(id, cancellationToken).ConfigureAwait(false), _type);
    }

    public async Task<JobStatus?> DeleteAsync(
        string id,
        long? ifVersion = null,
        CancellationToken cancellationToken = default
    )
    {
        await _parts.Engine.OpenAsync(cancellationToken).ConfigureAwait(false);
        var left = await _jobs.DeleteAsync(id, ifVersion, cancellationToken).ConfigureAwait(false);
        return left is null ? null : JobStatuses.Of(left, _type);
    }

    public async Task<JobStatus?> DeleteOutputAsync(
        string id,
        long? ifOutputVersion = null,
        CancellationToken cancellationToken = default
    )
    {
        await _parts.Engine.OpenAsync(cancellationToken).ConfigureAwait(false);
        var left = await _jobs.DeleteOutputAsync(id, ifOutputVersion, cancellationToken).ConfigureAwait(false);
        return left is null ? null : JobStatuses.Of(left, _type);
    }

    private async IAsyncEnumerable<JobHeader?> FollowAsync(
        string id,
        CancellationToken ended,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        await _parts.Engine.OpenAsync(cancellationToken).ConfigureAwait(false);
        if (!JobId.IsWellFormed(id))
        {
            throw new JobNotFoundException();
        }

        var headers = _parts.Watch.FollowAsync(_parts.Writer, id, ended, cancellationToken);
        await foreach (var header in headers.ConfigureAwait(false))
        {
            yield return header;
        }
    }

    private async Task EndAfterAsync(TimeSpan timeout, CancellationTokenSource ended)
    {
        await _parts.Time.SleepAsync(timeout, ended.Token).ConfigureAwait(false);
        if (!ended.IsCancellationRequested)
        {
            await ended.CancelAsync().ConfigureAwait(false);
        }
    }

    private ReadOnlyMemory<byte> Write(TInput input, int maxBytes)
    {
        try
        {
            return _parts.Serializer.Write(input, maxBytes);
        }
        catch (PayloadTooLargeException)
        {
            throw new JobInputException(
                $"The input has more than {maxBytes} bytes as it is stored. Make it smaller, or raise "
                    + $"JobOptions.MaxInputBytes of '{_type.Name}'.",
                isTooLarge: true
            );
        }
        catch (JsonException failure)
        {
            throw new JobInputException("The input cannot be written as JSON.", innerException: failure);
        }
    }
}
