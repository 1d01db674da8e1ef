namespace Extensions.Jobs.Abstractions.Tests;

/// <summary>Free text never stops a job from ending: it is cut and cleaned wherever it comes in.</summary>
public sealed class FreeTextTests
{
    private const char High = '\uD83D';
    private const char Low = '\uDE00';

    private static readonly string _999 = new('a', 999);

    public static TheoryData<string, string> Texts() =>
        new()
        {
            { "plain", "plain" },
            { "äöü \u2028 \t\n", "äöü \u2028 \t\n" },
            { $"smile {High}{Low}", $"smile {High}{Low}" },
            { $"{High}{Low}{High}{Low}", $"{High}{Low}{High}{Low}" },
            { $"{High}", "\uFFFD" },
            { $"{Low}", "\uFFFD" },
            { $"a{High}", "a\uFFFD" },
            { $"{High}a", "\uFFFDa" },
            { $"{Low}{High}", "\uFFFD\uFFFD" },
            { $"{High}{High}{Low}", $"\uFFFD{High}{Low}" },
            { $"{High}{Low}{Low}", $"{High}{Low}\uFFFD" },
            { "\0", "\uFFFD" },
            { "a\0b\0", "a\uFFFDb\uFFFD" },
            { $"\0{High}{Low}\0", $"\uFFFD{High}{Low}\uFFFD" },
            { _999 + "b", _999 + "b" },
            { _999 + "bc", _999 + "b" },
            { _999 + High + Low, _999 },
            { new string('a', 998) + High + Low + "c", new string('a', 998) + High + Low },
            { new string('a', 5000), new string('a', 1000) },
            { _999 + "\0b", _999 + "\uFFFD" },
        };

    [Theory]
    [MemberData(nameof(Texts), DisableDiscoveryEnumeration = true)]
    public void Text_is_cut_on_a_character_boundary_and_cleaned(string text, string kept)
    {
        var error = new JobError(text, text, text, text);
        var issue = new JobIssue(text, JobStory.Now, text);
        var job = JobStory.Queued().Claimed();
        var reported = JobTransitions.Report(job, job.Claim, new JobReport(Message: text), JobStory.Now)!.Header;
        var ended = job.Ended(new JobEnd.Cancelled { Report = new JobReport(Message: text) });

        Assert.Equal((kept, kept, kept, kept), (error.Title, error.Detail, error.Type, error.TraceId));
        Assert.Equal((kept, kept), (issue.Message, issue.Code));
        Assert.Equal((kept, kept), (reported.Message, ended.Message));
    }

    [Fact]
    public void What_is_not_said_stays_absent()
    {
        var error = new JobError("title");

        Assert.Equal((null, null, null), (error.Detail, error.Type, error.TraceId));
        Assert.Null(new JobIssue("message", JobStory.Now).Code);
    }

    [Fact]
    public void An_error_and_a_warning_say_something()
    {
        Assert.Throws<ArgumentException>(() => new JobError(""));
        Assert.Throws<ArgumentNullException>(() => new JobError(null!));
        Assert.Throws<ArgumentException>(() => new JobIssue("", JobStory.Now));
        Assert.Throws<ArgumentNullException>(() => new JobIssue(null!, JobStory.Now));
    }

    [Fact]
    public void A_warning_has_its_time_in_whole_milliseconds_of_utc()
    {
        var issue = new JobIssue("odd", JobStory.Now.AddTicks(9_999).ToOffset(TimeSpan.FromHours(2)));

        Assert.Equal((JobStory.Now.Ticks, TimeSpan.Zero), (issue.At.Ticks, issue.At.Offset));
    }
}
