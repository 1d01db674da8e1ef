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
        await OpenAsync(id, cancellationToken).ConfigureAwait(false);
        // Observed before it is read: what changes in between is told, not missed.
        using var wait = new JobWait(_parts.Watch, id, knownVersion);
        var first = await _parts.Writer.ReadAsync(id, cancellationToken).ConfigureAwait(false);
        wait.Notice(_jobs.Present(first));
        await wait.UntilMetAsync(timeout, _parts.Time, _parts.Engine.Stopping, cancellationToken).ConfigureAwait(false);
        return JobStatuses.Of(_jobs.Present(wait.Newest), _type);
    }

    public async IAsyncEnumerable<JobStatus> WatchAsync(
        string id,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        await OpenAsync(id, cancellationToken).ConfigureAwait(false);
        var headers = _parts.Watch.FollowAsync(_parts.Writer, id, _parts.Engine.Stopping, cancellationToken);
        await foreach (var header in headers.ConfigureAwait(false))
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

    private ValueTask OpenAsync(string id, CancellationToken cancellationToken) =>
        JobId.IsWellFormed(id) ? _parts.Engine.OpenAsync(cancellationToken) : throw new JobNotFoundException();

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
