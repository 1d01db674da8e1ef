using System.Globalization;
using System.Text.Json;

namespace Extensions.Jobs.Abstractions.Tests;

/// <summary>The job document, byte for byte as the HTTP contract shows it.</summary>
public sealed class JobStatusJsonTests
{
    private const string Created =
        """{"id":"5f0c","type":"ping","status":"queued","created":"2026-11-24T10:00:00Z","updated":"2026-11-24T10:00:00Z","estimatedDuration":"PT30S","estimatedCompletion":"2026-11-24T10:00:30Z","output":{"state":"pending"},"links":{"self":"/jobs/ping/5f0c","events":"/jobs/ping/5f0c/events","collection":"/jobs/ping","cancel":"/jobs/ping/5f0c/cancel"}}""";

    private const string Full =
        """{"id":"5f0c","type":"ping","status":"cancelled","message":"step 3 of 10","progress":30,"created":"2026-11-24T10:00:00.007Z","started":"2026-11-24T10:00:01Z","finished":"2026-11-24T10:00:31Z","updated":"2026-11-24T10:00:31Z","expires":"2026-11-25T10:00:31Z","due":"2026-11-24T10:00:00.120Z","cancelRequested":"2026-11-24T10:00:30Z","deleteRequested":"2026-11-24T10:00:31Z","estimatedDuration":"PT1M30S","estimatedCompletion":"2026-11-24T10:01:31Z","attempt":2,"issues":[{"message":"row 7 skipped","code":"w1","at":"2026-11-24T10:00:05Z"},{"message":"slow","at":"2026-11-24T10:00:06Z"}],"error":{"type":"https://docs.example/problems/quota","title":"Quota used up","detail":"The daily quota is used up.","traceId":"4bf9"},"output":{"state":"deleted"},"links":{"self":"/jobs/ping/5f0c","output":"/jobs/ping/5f0c/output"}}""";

    private static readonly DateTimeOffset _start = JobStory.Start;

    private static readonly JobStatus _created = new()
    {
        Id = "5f0c",
        Type = "ping",
        Status = JobStatus.Queued,
        Created = _start,
        Updated = _start,
        EstimatedDuration = TimeSpan.FromSeconds(30),
        EstimatedCompletion = _start.AddSeconds(30),
        Output = new JobStatusOutput(JobStatusOutput.Pending),
        Links = new JobStatusLinks
        {
            Self = "/jobs/ping/5f0c",
            Events = "/jobs/ping/5f0c/events",
            Collection = "/jobs/ping",
            Cancel = "/jobs/ping/5f0c/cancel",
        },
        Version = 7,
    };

    private static readonly JobStatus _full = new()
    {
        Id = "5f0c",
        Type = "ping",
        Status = JobStatus.Cancelled,
        Message = "step 3 of 10",
        Progress = 30,
        Created = _start.AddMilliseconds(7),
        Started = _start.AddSeconds(1),
        Finished = _start.AddSeconds(31),
        Updated = _start.AddSeconds(31),
        Expires = _start.AddDays(1).AddSeconds(31),
        Due = _start.AddMilliseconds(120),
        CancelRequested = _start.AddSeconds(30),
        DeleteRequested = _start.AddSeconds(31),
        EstimatedDuration = TimeSpan.FromSeconds(90),
        EstimatedCompletion = _start.AddSeconds(91),
        Attempt = 2,
        Issues =
        [
            new JobStatusIssue("row 7 skipped", "w1", _start.AddSeconds(5)),
            new JobStatusIssue("slow", null, _start.AddSeconds(6)),
        ],
        Error = new JobStatusError(
            "https://docs.example/problems/quota",
            "Quota used up",
            "The daily quota is used up.",
            "4bf9"
        ),
        Output = new JobStatusOutput(JobStatusOutput.Deleted),
        Links = new JobStatusLinks { Self = "/jobs/ping/5f0c", Output = "/jobs/ping/5f0c/output" },
    };

    [Fact]
    public void What_is_not_known_is_absent() => Assert.Equal(Created, Write(_created));

    [Fact]
    public void What_is_known_stands_in_the_order_of_the_contract() => Assert.Equal(Full, Write(_full));

    [Theory]
    [InlineData("de-DE")]
    [InlineData("fa-IR")]
    [InlineData("th-TH")]
    [InlineData("ar-SA")]
    public void No_culture_changes_it(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo(culture);
        try
        {
            Assert.Equal(Full, Write(_full));
            Assert.Equal(Created, Write(Read(Created)));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void It_is_read_back_as_it_was_but_for_the_version_which_is_a_header()
    {
        var full = Read(Full);

        Assert.Equal(_full.Issues, full.Issues);
        Assert.Equal(_full, full with { Issues = _full.Issues });
        Assert.Equal(_created with { Version = 0 }, Read(Created));
    }

    [Fact]
    public void A_reader_skips_what_it_does_not_know_and_takes_any_status()
    {
        var status = Read(
            """{"id":"5f0c","type":"ping","status":"paused","created":"2026-11-24T12:00:00+02:00","updated":"2026-11-24T10:00:00Z","output":{"state":"moved","to":"elsewhere"},"queue":{"length":3}}"""
        );

        Assert.Equal(("paused", "moved", false), (status.Status, status.Output.State, status.IsFinal));
        Assert.Equal((_start.Ticks, TimeSpan.Zero), (status.Created.Ticks, status.Created.Offset));
    }

    [Theory]
    [InlineData(JobStatus.Queued, false)]
    [InlineData(JobStatus.Running, false)]
    [InlineData(JobStatus.Cancelling, false)]
    [InlineData(JobStatus.Succeeded, true)]
    [InlineData(JobStatus.Failed, true)]
    [InlineData(JobStatus.Cancelled, true)]
    public void Three_statuses_are_final(string status, bool isFinal) =>
        Assert.Equal(isFinal, (_created with { Status = status }).IsFinal);

    private static string Write(JobStatus status) =>
        JsonSerializer.Serialize(status, JobStatusJsonContext.Default.JobStatus);

    private static JobStatus Read(string json) =>
        JsonSerializer.Deserialize(json, JobStatusJsonContext.Default.JobStatus)!;
}
