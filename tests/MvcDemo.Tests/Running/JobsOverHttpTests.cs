using System.Net;
using System.Text;
using System.Text.Json;

namespace MvcDemo.Tests.Running;

public sealed class JobsOverHttpTests(RunningDemo demo) : IClassFixture<RunningDemo>
{
    private const int FourMebibytes = 4 * 1024 * 1024;

    [Fact]
    public async Task A_ping_answers_pong()
    {
        var job = await demo.SubmitAsync("ping", new { message = "hello", seconds = 0.1 });

        var output = await demo.OutputAsync(job);

        Assert.Equal("""{"message":"pong"}""", output.ToJsonString());
    }

    [Fact]
    public async Task A_succeeded_job_redirects_to_its_output()
    {
        var job = await demo.SubmitAsync("ping", new { message = "hello", seconds = 0 });
        await demo.OutputAsync(job);

        using var response = await demo.Client.GetAsync(job, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        Assert.Equal($"{job}/output", response.Headers.Location!.ToString());
    }

    [Fact]
    public async Task A_word_count_counts()
    {
        var job = await demo.SubmitAsync(
            "word-count",
            new { text = "Tick tock\r\ntick, caf\u00E9 cafe\u0301", top = 2 }
        );

        var output = await demo.OutputAsync(job);

        Assert.Equal(5, (int)output["words"]!);
        Assert.Equal(3, (int)output["distinctWords"]!);
        Assert.Equal(2, (int)output["lines"]!);
        var top = output["top"]!.AsArray().Select(word => ((string)word!["word"]!, (int)word["count"]!));
        Assert.Equal([("caf\u00E9", 2), ("tick", 2)], top);
    }

    [Fact]
    public async Task The_message_fail_fails_with_an_error_for_everybody_to_read()
    {
        var job = await demo.SubmitAsync("ping", new { message = "fail", seconds = 0 });

        var document = await demo.UntilAsync(job, RunningDemo.IsFinal);

        Assert.Equal("failed", (string?)document["status"]);
        Assert.Equal("The ping failed", (string?)document["error"]!["title"]);
        Assert.Null(document["attempt"]);
    }

    [Theory]
    [InlineData("ping", """{"message":"hello"}""")]
    [InlineData("ping", """{"message":"","seconds":0}""")]
    [InlineData("ping", """{"message":"hello","seconds":3600,"unknown":[1,2]}""")]
    [InlineData("word-count", """{"text":""}""")]
    [InlineData("word-count", """{"text":"a","top":1000,"unknown":{}}""")]
    public async Task What_is_in_range_is_accepted(string type, string body)
    {
        using var response = await PostAsync(type, body);

        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
        using var deleted = await demo.Client.DeleteAsync(
            response.Headers.Location,
            TestContext.Current.CancellationToken
        );
    }

    [Theory]
    [InlineData("ping", "{}")]
    [InlineData("ping", "")]
    [InlineData("ping", "null")]
    [InlineData("ping", "[]")]
    [InlineData("ping", """{"seconds":1}""")]
    [InlineData("ping", """{"message":null}""")]
    [InlineData("ping", """{"message":7}""")]
    [InlineData("ping", """{"message":"hello","seconds":-0.1}""")]
    [InlineData("ping", """{"message":"hello","seconds":3600.4}""")]
    [InlineData("ping", """{"message":"hello","seconds":1e400}""")]
    [InlineData("ping", """{"message":"hello","seconds":null}""")]
    [InlineData("ping", """{"message":"hello","seconds":"soon"}""")]
    [InlineData("word-count", "{}")]
    [InlineData("word-count", """{"text":null}""")]
    [InlineData("word-count", """{"text":"a","top":0}""")]
    [InlineData("word-count", """{"text":"a","top":1001}""")]
    [InlineData("word-count", """{"text":"a","top":1.5}""")]
    [InlineData("word-count", """{"text":"\ud800"}""")]
    public async Task What_is_missing_or_out_of_range_is_400(string type, string body)
    {
        using var response = await PostAsync(type, body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Theory]
    [InlineData("ping", "message")]
    [InlineData("word-count", "text")]
    public async Task Four_mebibytes_are_accepted_and_one_byte_more_is_413(string type, string member)
    {
        var frame = JsonSerializer.Serialize(new Dictionary<string, string> { [member] = "" });
        var largest = frame.Insert(frame.Length - 2, new string('x', FourMebibytes - frame.Length));

        using var accepted = await PostAsync(type, largest);
        using var refused = await PostAsync(type, largest + " ");

        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
        Assert.NotEmpty(await demo.OutputAsync(accepted.Headers.Location!));
    }

    [Fact]
    public async Task The_longest_possible_word_is_answered()
    {
        // This letter takes three bytes as it comes, and eighteen when it is composed and escaped.
        var job = await demo.SubmitAsync("word-count", new LongestWord(new string('\uFB2C', 600_000)));

        var output = await demo.OutputAsync(job);

        Assert.Equal(1_800_000, ((string)output["top"]![0]!["word"]!).Length);
    }

    private sealed record LongestWord(string Text);

    private async Task<HttpResponseMessage> PostAsync(string type, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        return await demo.Client.PostAsync($"jobs/{type}", content, TestContext.Current.CancellationToken);
    }
}
