using System.Text.Json;
using System.Text.Json.Nodes;

namespace Extensions.Jobs.OpenApi;

/// <summary>Job documents, written as the library writes them.</summary>
internal sealed class JobExamples(string type, bool hasOutput, JobAddresses addresses)
{
    public const string Id = "0193f5c7a5b07d5e9f3c2b1a09876543";
    public const string Cursor = "MTczMjQ0MjQwMDAwMC4wMTkz";
    public const string ETag = "\"17.1\"";

    /// <summary>The document of a job that is stopped in order to be deleted.</summary>
    public const string Deleting = "deleting";

    /// <summary>The document of a job whose output was deleted.</summary>
    public const string OutputDeleted = "output-deleted";

    private static readonly DateTimeOffset _created = new(2026, 11, 24, 10, 0, 0, TimeSpan.Zero);

    /// <summary>The document of a job in this state.</summary>
    public JsonNode Document(string state)
    {
        var status = state switch
        {
            Deleting => ToBeDeleted(Of(JobStatus.Cancelling)),
            OutputDeleted => WithoutOutput(Of(JobStatus.Succeeded)),
            _ => Of(state),
        };
        return JsonSerializer.SerializeToNode(status, JobStatusJsonContext.Default.JobStatus)!;
    }

    /// <summary>A page of two jobs.</summary>
    public JsonNode Page()
    {
        JsonArray items = [Document(JobStatus.Running), Document(JobStatus.Succeeded)];
        foreach (var item in items)
        {
            item!["etag"] = ETag;
        }

        return new JsonObject
        {
            ["items"] = items,
            ["links"] = new JsonObject
            {
                ["self"] = addresses.Collection,
                ["next"] = $"{addresses.Collection}?cursor={Cursor}",
            },
        };
    }

    /// <summary>A stream of events, to the end.</summary>
    public string Stream() =>
        "retry: 3000\n\n"
        + $"event: status\nid: 16\ndata: {Document(JobStatus.Running).ToJsonString()}\n\n"
        + $":\n\nevent: completed\nid: 17\ndata: {Document(JobStatus.Succeeded).ToJsonString()}\n\n";

    private JobStatus Of(string state)
    {
        var isFinal = state is JobStatus.Succeeded or JobStatus.Failed or JobStatus.Cancelled;
        var isStarted = state != JobStatus.Queued;
        var isAvailable = hasOutput && state == JobStatus.Succeeded;
        return new JobStatus
        {
            Id = Id,
            Type = type,
            Status = state,
            Message = isStarted && !isFinal ? "step 4 of 10" : null,
            Progress = state switch
            {
                JobStatus.Queued => null,
                JobStatus.Succeeded => 100,
                _ => 40,
            },
            Created = _created,
            Started = isStarted ? _created.AddSeconds(1) : null,
            Finished = isFinal ? _created.AddSeconds(31) : null,
            Updated = _created.AddSeconds(
                isFinal ? 31
                : isStarted ? 13
                : 0
            ),
            Expires = isFinal ? _created.AddSeconds(31).AddDays(1) : null,
            CancelRequested = state is JobStatus.Cancelling or JobStatus.Cancelled ? _created.AddSeconds(13) : null,
            EstimatedDuration = isFinal ? null : TimeSpan.FromSeconds(30),
            EstimatedCompletion = isFinal ? null : _created.AddSeconds(31),
            Error = state == JobStatus.Failed ? Error() : null,
            Output = new(
                isAvailable ? JobStatusOutput.Available
                : isFinal ? JobStatusOutput.None
                : JobStatusOutput.Pending
            ),
            Links = new JobStatusLinks
            {
                Self = addresses.Self,
                Events = addresses.Events,
                Collection = addresses.List,
                Cancel = isFinal ? null : addresses.Cancel,
                Output = isAvailable ? addresses.Output : null,
            },
        };
    }

    private static JobStatus ToBeDeleted(JobStatus status) =>
        status with
        {
            CancelRequested = null,
            DeleteRequested = status.CancelRequested,
        };

    private JobStatus WithoutOutput(JobStatus status) =>
        status with
        {
            Updated = status.Updated.AddMinutes(1),
            Output = new(hasOutput ? JobStatusOutput.Deleted : JobStatusOutput.None),
            Links = status.Links! with { Output = null },
        };

    /// <summary>The error of a failed job.</summary>
    public static JobStatusError Error() =>
        new("https://example.com/problems/quota", "Quota used up", "The daily quota is used up.", null);
}
