using Extensions.Jobs.Providers;

namespace Extensions.Jobs;

/// <summary>What every client in process needs.</summary>
internal sealed record JobClientParts(
    JobEngine Engine,
    JobDesk Desk,
    IJobRepository Repository,
    JobWriter Writer,
    JobWatch Watch,
    PayloadSerializer Serializer,
    TimeProvider Time
);
