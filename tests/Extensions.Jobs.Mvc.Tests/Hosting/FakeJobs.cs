using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;

namespace Extensions.Jobs.Mvc.Tests.Hosting;

/// <summary>Answers for one job, in whatever stage a test puts it, what the contract of the client says.</summary>
public sealed class FakeJobs : IJobClient<PingRequest, PingResponse>
{
    public const string Id = "0193f5c7a5b07d5e9f3c2b1a09876543";

    public static readonly DateTimeOffset Created = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    public static readonly DateTimeOffset Removed = Created.AddMinutes(5);

    public Stage Stage { get; set; }

    /// <summary>Thrown instead of any answer.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Set when the status is asked for, which then is not answered; null: it is.</summary>
    public TaskCompletionSource? Waiting { get; set; }

    public byte[] Output { get; set; } = """{"message":"pong"}"""u8.ToArray();

    public Func<JobStatus, JobStatus> Change { get; set; } = status => status;

    public long Version { get; set; } = 9;

    public long OutputVersion { get; set; } = 8;

    /// <summary>How often the output was read.</summary>
    public int OutputReads { get; private set; }

    /// <summary>What happens while a request waits; by default the time is up at once.</summary>
    public Func<CancellationToken, Task> WhileWaiting { get; set; } = _ => Task.CompletedTask;

    public List<(TimeSpan Timeout, long? KnownVersion)> Waits { get; } = [];

    public List<JobListQuery> Lists { get; } = [];

    public string? NextCursor { get; set; }

    private Channel<JobStatus> Told { get; } = Channel.CreateUnbounded<JobStatus>();

    public List<PingRequest> Inputs { get; } = [];

    public List<CreateJobOptions?> Creations { get; } = [];

    public List<string> Owners { get; } = [];

    private bool IsFinal => Stage > Stage.Cancelling;

    private JobStatus Status =>
        Change(
            new JobStatus
            {
                Id = Id,
                Type = "ping",
                Status = Stage switch
                {
                    Stage.Queued => JobStatus.Queued,
                    Stage.Running => JobStatus.Running,
                    Stage.Cancelling => JobStatus.Cancelling,
                    Stage.Failed => JobStatus.Failed,
                    Stage.Cancelled => JobStatus.Cancelled,
                    _ => JobStatus.Succeeded,
                },
                Created = Created,
                Updated = Created.AddSeconds(30),
                Finished = IsFinal ? Created.AddSeconds(30) : null,
                Expires = IsFinal ? Created.AddDays(1) : null,
                Error =
                    Stage == Stage.Failed
                        ? new JobStatusError(JobErrorTypes.WorkerError, "It broke", null, null)
                        : null,
                Output = new JobStatusOutput(
                    Stage switch
                    {
                        Stage.Succeeded => JobStatusOutput.Available,
                        Stage.OutputDeleted => JobStatusOutput.Deleted,
                        _ when IsFinal => JobStatusOutput.None,
                        _ => JobStatusOutput.Pending,
                    }
                ),
                Version = Version,
                OutputVersion = Stage == Stage.Succeeded ? OutputVersion : null,
            }
        );

    public IJobClient<PingRequest, PingResponse> For(string owner)
    {
        Owners.Add(owner);
        return this;
    }

    public Task<JobStatus> CreateAsync(
        PingRequest input,
        CreateJobOptions? options,
        CancellationToken cancellationToken
    )
    {
        Inputs.Add(input);
        Creations.Add(options);
        return Answer(() => Status);
    }

    public async Task<JobStatus> GetStatusAsync(string id, CancellationToken cancellationToken)
    {
        if (Waiting is not null)
        {
            Waiting.SetResult();
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
        }

        return await Present(id, () => Status);
    }

    public Task<JobOutput<PingResponse>> GetOutputAsync(string id, CancellationToken cancellationToken) =>
        Present(
            id,
            () =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                OutputReads++;
                return Stage switch
                {
                    Stage.Succeeded => new JobOutput<PingResponse>(Output, OutputVersion, Status, Read),
                    Stage.WithoutOutput => new JobOutput<PingResponse>(default, 0, Status, Read),
                    _ => throw new JobOutputException(Status, Stage == Stage.OutputDeleted ? Removed : null),
                };
            }
        );

    public Task<JobStatus> CancelAsync(string id, CancellationToken cancellationToken) =>
        Present(
            id,
            () =>
            {
                Stage = Stage switch
                {
                    Stage.Queued => Stage.Cancelled,
                    Stage.Running => Stage.Cancelling,
                    _ => Stage,
                };
                return Stage is Stage.Cancelling or Stage.Cancelled ? Status : throw new JobFinishedException(Status);
            }
        );

    public Task<JobStatus?> DeleteAsync(string id, long? ifVersion, CancellationToken cancellationToken) =>
        Find(
            id,
            () =>
            {
                if (Stage < Stage.Deleted && ifVersion is { } version && version != Version)
                {
                    throw new JobChangedException(Status);
                }

                Stage = Stage is Stage.Running or Stage.Cancelling ? Stage.Cancelling : Stage.Deleted;
                return Stage == Stage.Cancelling ? Status : null;
            }
        );

    public Task<JobStatus?> DeleteOutputAsync(string id, long? ifOutputVersion, CancellationToken cancellationToken) =>
        Find(
            id,
            () =>
            {
                if (Stage is Stage.Deleted or Stage.Expired)
                {
                    return null;
                }

                if (!IsFinal)
                {
                    throw new JobNotFinishedException(Status);
                }

                if (Stage == Stage.Succeeded)
                {
                    Stage =
                        ifOutputVersion is null || ifOutputVersion == OutputVersion
                            ? Stage.OutputDeleted
                            : throw new JobChangedException(Status);
                }

                return Status;
            }
        );

    public async Task<JobStatus> WaitAsync(
        string id,
        TimeSpan timeout,
        long? knownVersion,
        CancellationToken cancellationToken
    )
    {
        Waits.Add((timeout, knownVersion));
        await WhileWaiting(cancellationToken);
        return await Present(id, () => Status);
    }

    /// <summary>Changes the job, and tells those who watch it.</summary>
    public void Push(Action<FakeJobs> change)
    {
        change(this);
        Version++;
        Told.Writer.TryWrite(Status);
    }

    public async IAsyncEnumerable<JobStatus> WatchAsync(
        string id,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var status = await Present(id, () => Status);
        yield return status;
        while (!status.IsFinal)
        {
            status = await Told.Reader.ReadAsync(cancellationToken);
            await Present(id, () => status);
            yield return status;
        }
    }

    public Task<JobList> ListAsync(JobListQuery query, CancellationToken cancellationToken)
    {
        Lists.Add(query);
        return query.Cursor == "bad"
            ? throw new ArgumentException("No cursor.", nameof(query))
            : Answer(() => new JobList([Status], NextCursor));
    }

    private static PingResponse Read(ReadOnlyMemory<byte> json) =>
        JsonSerializer.Deserialize<PingResponse>(json.Span, JsonSerializerOptions.Web)!;

    private Task<T> Present<T>(string id, Func<T> answer) =>
        Find(
            id,
            () =>
                Stage switch
                {
                    Stage.Deleted => throw new JobRemovedException(JobRemoval.Deleted, Removed),
                    Stage.Expired => throw new JobRemovedException(JobRemoval.Expired, Removed),
                    _ => answer(),
                }
        );

    private Task<T> Find<T>(string id, Func<T> answer) =>
        Answer(() => id == Id && Stage != Stage.Unknown ? answer() : throw new JobNotFoundException());

    private async Task<T> Answer<T>(Func<T> answer)
    {
        await Task.Yield();
        return Failure is null ? answer() : throw Failure;
    }
}
