using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace MvcDemo.Tests.Browser;

/// <summary>The stream of a job's events, as the <c>EventSource</c> of a real browser takes it.</summary>
[Collection(BrowserCollection.Name)]
[Trait("Category", "Browser")]
public sealed class EventSourceTests(DemoBrowser browser)
{
    private const string Listen = """
        address => {
          window.seen = [];
          window.source = new EventSource(address);
          for (const type of ["status", "completed", "deleted", "message"])
            source.addEventListener(type, event =>
              seen.push({ type, id: event.lastEventId, data: JSON.parse(event.data) }));
        }
        """;

    [Fact]
    public async Task A_stream_shows_the_progress_and_the_end_and_after_that_nothing_is_asked_for_any_more()
    {
        await using var demo = await browser.OpenAsync();
        var job = await browser.SubmitAsync("ping", new { message = "hello", seconds = 5 });
        var answers = AnswersTo(demo.Page, job);
        var nothingMore = demo.Page.WaitForResponseAsync(answer => answer.Status == 204);

        await demo.Page.EvaluateAsync(Listen, $"{job}/events");
        var end = await nothingMore;
        await UntilClosedAsync(demo.Page);

        var seen = await SeenAsync(demo.Page);
        Assert.All(seen.SkipLast(1), each => Assert.Equal("status", each.Type));
        Assert.Contains(seen.SkipLast(1), each => each.Progress is > 0 and < 100);
        Assert.Equal(seen.Select(each => each.Version).Distinct().Order(), seen.Select(each => each.Version));
        var last = seen[^1];
        Assert.Equal(("completed", "succeeded", 100), (last.Type, last.Status, last.Progress));
        // The browser comes back by itself, says what it has seen, and is told that this was all.
        Assert.Equal([200, 204], answers.Select(answer => answer.Status));
        var headers = await end.Request.AllHeadersAsync();
        Assert.Equal(last.Id, headers["last-event-id"]);
    }

    [Fact]
    public async Task A_stream_says_that_its_job_was_deleted()
    {
        await using var demo = await browser.OpenAsync();
        var job = await browser.SubmitAsync("ping", new { message = "hello", seconds = 3600 });
        var answers = AnswersTo(demo.Page, job);
        await demo.Page.EvaluateAsync(Listen, $"{job}/events");
        await demo.Page.WaitForFunctionAsync("() => seen.some(event => event.data.status === 'running')");

        var gone = demo.Page.WaitForResponseAsync(answer => answer.Status == 410);
        using var deleted = await browser.Client.DeleteAsync(job, TestContext.Current.CancellationToken);
        await gone;
        await UntilClosedAsync(demo.Page);

        var seen = await SeenAsync(demo.Page);
        Assert.All(seen.SkipLast(1), each => Assert.Equal("status", each.Type));
        Assert.Equal("deleted", seen[^1].Type);
        Assert.Equal(job.ToString(), $"/jobs/ping/{seen[^1].Data.GetProperty("id").GetString()}");
        Assert.Equal([200, 410], answers.Select(answer => answer.Status));
    }

    private static ConcurrentQueue<IResponse> AnswersTo(IPage page, Uri job)
    {
        var answers = new ConcurrentQueue<IResponse>();
        page.Response += (_, response) =>
        {
            if (response.Url.EndsWith($"{job}/events", StringComparison.Ordinal))
            {
                answers.Enqueue(response);
            }
        };
        return answers;
    }

    private static Task UntilClosedAsync(IPage page) =>
        page.WaitForFunctionAsync("() => source.readyState === EventSource.CLOSED");

    private static async Task<Seen[]> SeenAsync(IPage page)
    {
        var events = await page.EvaluateAsync<JsonElement>("() => seen");
        return
        [
            .. events
                .EnumerateArray()
                .Select(each => new Seen(
                    each.GetProperty("type").GetString()!,
                    each.GetProperty("id").GetString()!,
                    each.GetProperty("data")
                )),
        ];
    }

    private sealed record Seen(string Type, string Id, JsonElement Data)
    {
        public long Version => long.Parse(Id, CultureInfo.InvariantCulture);

        public string? Status => Data.GetProperty("status").GetString();

        public int? Progress => Data.TryGetProperty("progress", out var percent) ? percent.GetInt32() : null;
    }
}
