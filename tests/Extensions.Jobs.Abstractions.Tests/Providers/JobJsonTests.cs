using System.Globalization;
using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Abstractions.Tests;

/// <summary>
/// What stands in a store must stay readable for ever. The samples are what the versions of the library have written: add a new
/// one when the format grows, change or remove none.
/// </summary>
public sealed class JobJsonTests
{
    private const string FullError =
        """{"type":"worker-lost","title":"The worker was lost","detail":"Zahnr\u00E4der \uD83D\uDE00","traceId":"4bf92f3577b34da6"}""";

    private const string ShortError = """{"title":"Quota used up"}""";

    private const string Issues =
        """[{"message":"row 7 skipped","code":"w1","at":"2026-11-24T11:00:00.123+00:00"},{"message":"slow","at":"2026-11-24T11:00:00+00:00"}]""";

    private const string Names = """{"ping":{"slots":4,"typical":"00:00:01.5000000"},"report-old":{"slots":0}}""";

    private static readonly JobError _fullError = new(
        "The worker was lost",
        "Zahnräder 😀",
        JobErrorTypes.WorkerLost,
        "4bf92f3577b34da6"
    );

    private static readonly JobIssues _issues = JobIssues.Of([
        new JobIssue("row 7 skipped", JobStory.Now.AddMilliseconds(123), "w1"),
        new JobIssue("slow", JobStory.Now),
    ]);

    private static readonly Dictionary<string, NodeWork> _names = new()
    {
        ["ping"] = new NodeWork(4, TimeSpan.FromSeconds(1.5)),
        ["report-old"] = new NodeWork(0, null),
    };

    [Fact]
    public void Errors_are_written_and_read_as_ever()
    {
        Assert.Equal(FullError, JobJson.Write(_fullError));
        Assert.Equal(_fullError, JobJson.ReadError(FullError));
        Assert.Equal(ShortError, JobJson.Write(new JobError("Quota used up")));
        Assert.Equal(new JobError("Quota used up"), JobJson.ReadError(ShortError));
    }

    [Fact]
    public void Warnings_are_written_and_read_as_ever()
    {
        Assert.Equal(Issues, JobJson.Write(_issues));
        Assert.Equal(_issues, JobJson.ReadIssues(Issues));
    }

    [Fact]
    public void What_a_node_runs_is_written_and_read_as_ever()
    {
        Assert.Equal(Names, JobJson.Write(_names));
        Assert.Equal(_names, JobJson.ReadNames(Names));
        Assert.Equal("{}", JobJson.Write(new Dictionary<string, NodeWork>()));
        Assert.Empty(JobJson.ReadNames("{}"));
    }

    [Fact]
    public void Nothing_is_null()
    {
        Assert.Null(JobJson.Write(error: null));
        Assert.Null(JobJson.ReadError(null));
        Assert.Null(JobJson.Write(JobIssues.None));
        Assert.Same(JobIssues.None, JobJson.ReadIssues(null));
    }

    [Fact]
    public void What_a_later_version_adds_is_skipped()
    {
        Assert.Equal(new JobError("t"), JobJson.ReadError("""{"title":"t","severity":{"level":3}}"""));
        Assert.Equal(
            [new JobIssue("m", JobStory.Now)],
            JobJson.ReadIssues("""[{"message":"m","at":"2026-11-24T11:00:00+00:00","line":7}]""")
        );
        Assert.Equal(
            [new("ping", new NodeWork(1, null))],
            JobJson.ReadNames("""{"ping":{"slots":1,"typical":null,"weight":2}}""")
        );
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("fa-IR")]
    [InlineData("th-TH")]
    public void No_culture_changes_it(string culture)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = new CultureInfo(culture);
        try
        {
            Errors_are_written_and_read_as_ever();
            Warnings_are_written_and_read_as_ever();
            What_a_node_runs_is_written_and_read_as_ever();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
