using Extensions.Jobs.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Tests.Registration;

public sealed class JobNameTests
{
    [Theory]
    [InlineData(typeof(PingRequest), "ping")]
    [InlineData(typeof(WordCountInput), "word-count")]
    [InlineData(typeof(SendMailCommand), "send-mail")]
    [InlineData(typeof(Question), "question")]
    [InlineData(typeof(HTTPProbeRequest), "http-probe")]
    [InlineData(typeof(ProbeHTTPRequest), "probe-http")]
    [InlineData(typeof(ImportV2Request), "import-v2")]
    [InlineData(typeof(Mp3ToWavRequest), "mp3-to-wav")]
    [InlineData(typeof(PDFRequest), "pdf")]
    [InlineData(typeof(Request), "request")]
    [InlineData(typeof(RequestInput), "request")]
    [InlineData(typeof(Word_Count), "word-count")]
    [InlineData(typeof(requestless), "requestless")]
    public void The_name_is_the_input_types_less_its_suffix(Type input, string name) =>
        Assert.Equal(name, JobName.Of(input));

    [Theory]
    [InlineData(typeof(List<int>))]
    [InlineData(typeof(Page<int>))]
    [InlineData(typeof(Question[]))]
    [InlineData(typeof(string))]
    [InlineData(typeof(int))]
    [InlineData(typeof(Dictionary<string, string>))]
    [InlineData(typeof(System.Text.Json.JsonElement))]
    [InlineData(typeof(Page<int>.Inner))]
    public void An_input_type_that_says_nothing_needs_a_name(Type input)
    {
        var failure = Assert.Throws<ArgumentException>(() => JobName.Of(input));

        Assert.Contains("give one, as in AddJobs<…>(\"my-job\")", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(typeof(Größe))]
    [InlineData(typeof(_Ping))]
    public void An_input_type_of_other_letters_needs_a_name(Type input)
    {
        var failure = Assert.Throws<ArgumentException>(() => JobName.Of(input));

        Assert.Contains("use lower-case letters, digits and single hyphens", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("7")]
    [InlineData("word-count-2")]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123")]
    public void A_name_may_have_64_letters_digits_and_hyphens_between(string name) =>
        Assert.Equal(name, JobName.Check(name));

    [Theory]
    [InlineData("")]
    [InlineData("Ping")]
    [InlineData("-ping")]
    [InlineData("ping-")]
    [InlineData("ping--pong")]
    [InlineData("ping pong")]
    [InlineData("ping/pong")]
    [InlineData("ping\n")]
    [InlineData("p\u00efng")]
    [InlineData("ping_pong")]
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234")]
    public void Another_name_is_refused_where_it_is_given(string name)
    {
        var failure = Assert.Throws<ArgumentException>(() =>
            new ServiceCollection().AddJobs().AddWorker<Question, Answer, ScriptedWorker<Question, Answer>>(name)
        );

        Assert.Contains("as 'word-count'", failure.Message, StringComparison.Ordinal);
    }

#pragma warning disable CA1034, CA1715, CA1720, CS8981, IDE1006 // Names as users give them.
    public sealed record PingRequest;

    public sealed record WordCountInput;

    public sealed record SendMailCommand;

    public sealed record HTTPProbeRequest;

    public sealed record ProbeHTTPRequest;

    public sealed record ImportV2Request;

    public sealed record Mp3ToWavRequest;

    public sealed record PDFRequest;

    public sealed record Request;

    public sealed record RequestInput;

    public sealed record Word_Count;

    public sealed record requestless;

    public sealed record Größe;

    public sealed record _Ping;

    public sealed record Page<T>
    {
        public sealed record Inner;
    }
#pragma warning restore CA1034, CA1715, CA1720, CS8981, IDE1006
}
