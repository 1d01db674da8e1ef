using Extensions.Jobs.Providers;

namespace Extensions.Jobs.InMemory;

/// <summary>A job as the store holds it. Changed under the store's lock alone; what it gives out is immutable.</summary>
internal sealed class StoredJob(Job job, long number, JobsOfOwner owner)
{
    /// <summary>Orders jobs of one time as the store got them.</summary>
    public static IComparer<StoredJob> ByNumber { get; } =
        Comparer<StoredJob>.Create(static (left, right) => left.Number.CompareTo(right.Number));

    /// <summary>Orders jobs of one time by id.</summary>
    public static IComparer<StoredJob> ById { get; } =
        Comparer<StoredJob>.Create(static (left, right) => string.CompareOrdinal(left.Header.Id, right.Header.Id));

    // Copies: once a call has returned, its caller may use the buffers again.
    private byte[]? _input = job.Input.IsEmpty ? null : job.Input.ToArray();
    private byte[]? _output;

    public JobHeader Header { get; private set; } = job.Header;

    public long Number => number;

    public JobsOfOwner Owner => owner;

    /// <summary>Whether it waits among the due jobs of its name, not among the later ones.</summary>
    public bool IsReady { get; set; }

    public Job Read(JobParts parts) =>
        new(
            Header,
            (parts & JobParts.Input) != 0 ? _input : default(ReadOnlyMemory<byte>),
            (parts & JobParts.Output) != 0 ? _output : default(ReadOnlyMemory<byte>)
        );

    public void Write(JobUpdate update)
    {
        Header = KeepWrittenOnce(update.Header);
        switch (update.Payloads)
        {
            case JobPayloads.SetOutput:
                _output = update.Output.IsEmpty ? null : update.Output.ToArray();
                break;
            case JobPayloads.DropOutput:
                _output = null;
                break;
            case JobPayloads.DropAll:
                _input = null;
                _output = null;
                break;
        }
    }

    /// <summary>Another job takes the key over; that moves no version.</summary>
    public void LoseKey() => Header = Header with { Key = null };

    private JobHeader KeepWrittenOnce(JobHeader next) =>
        next.Name == Header.Name
        && next.Owner == Header.Owner
        && next.Priority == Header.Priority
        && next.Created == Header.Created
        && next.Key == Header.Key
        && next.TraceParent == Header.TraceParent
            ? next
            : next with
            {
                Name = Header.Name,
                Owner = Header.Owner,
                Priority = Header.Priority,
                Created = Header.Created,
                Key = Header.Key,
                TraceParent = Header.TraceParent,
            };
}
