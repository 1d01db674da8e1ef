using System.Text.Json.Nodes;
using Extensions.Jobs.OpenApi.Tests.Hosting;

namespace Extensions.Jobs.OpenApi.Tests.Answers;

/// <summary>What the application really answers is what its document says: statuses, headers, media types and members.</summary>
public sealed class TrueAnswersTests
{
    [Fact]
    public async Task A_job_that_succeeds_is_as_described()
    {
        await using var app = await DescribedApp.StartAsync();
        var witness = new Witness(app.Client, await app.DescribeAsync());

        var created = await witness.SendAsync(
            "work_Create",
            "POST",
            "/jobs/work",
            """{"title":"a report","part":{"name":"a","sizes":[1]}}""",
            ("Prefer", "wait=30"),
            ("Idempotency-Key", "\"k\"")
        );
        var job = created.Location!;
        await UntilFinalAsync(witness, job);
        var redirect = await witness.SendAsync("work_GetStatus", "GET", job);
        var status = await witness.SendAsync("work_GetStatus", "GET", $"{job}?redirect=false");
        await witness.SendAsync(
            "work_GetStatus",
            "GET",
            $"{job}?redirect=false",
            null,
            ("If-None-Match", status.ETag!)
        );
        await witness.SendAsync("work_GetStatus", "GET", $"{job}?redirect=false", null, ("If-Match", "\"0.1\""));
        var output = await witness.SendAsync("work_GetOutput", "GET", redirect.Location!);
        await witness.SendAsync("work_GetOutput", "GET", redirect.Location!, null, ("If-Match", "\"0.o\""));
        await witness.SendAsync("work_GetOutput", "GET", redirect.Location!, null, ("If-None-Match", output.ETag!));
        await witness.SendAsync("work_Cancel", "POST", $"{job}/cancel");
        await witness.SendAsync("work_DeleteOutput", "DELETE", $"{job}/output", null, ("If-Match", "\"0.o\""));
        await witness.SendAsync(
            "work_DeleteOutput",
            "DELETE",
            $"{job}/output",
            null,
            ("Prefer", "return=representation")
        );
        await witness.SendAsync("work_DeleteOutput", "DELETE", $"{job}/output");
        await witness.SendAsync("work_GetOutput", "GET", $"{job}/output");
        await witness.SendAsync("work_Delete", "DELETE", job, null, ("If-Match", "\"0.1\""));
        await witness.SendAsync("work_Delete", "DELETE", job);
        await witness.SendAsync("work_GetStatus", "GET", job);
        await witness.SendAsync("work_Cancel", "POST", $"{job}/cancel");

        string[] expected =
        [
            "work_Create 202",
            "work_GetStatus 303",
            "work_GetStatus 200",
            "work_GetStatus 304",
            "work_GetStatus 410",
            "work_GetStatus 412",
            "work_GetOutput 200",
            "work_GetOutput 304",
            "work_GetOutput 410",
            "work_GetOutput 412",
            "work_Cancel 409",
            "work_Cancel 410",
            "work_DeleteOutput 412",
            "work_DeleteOutput 200",
            "work_DeleteOutput 204",
            "work_Delete 412",
            "work_Delete 204",
        ];
        Assert.Empty(expected.Except(witness.Seen));
    }

    [Fact]
    public async Task A_job_that_fails_is_as_described()
    {
        await using var app = await DescribedApp.StartAsync();
        var witness = new Witness(app.Client, await app.DescribeAsync());

        var created = await witness.SendAsync("work_Create", "POST", "/jobs/work", """{"title":"fail"}""");
        await UntilFinalAsync(witness, created.Location!);
        var status = await witness.SendAsync("work_GetStatus", "GET", created.Location!);
        var output = await witness.SendAsync("work_GetOutput", "GET", $"{created.Location}/output");

        Assert.Equal("Quota used up", (string?)status.Json["error"]!["title"]);
        Assert.Equal("no-price", (string?)status.Json["issues"]![0]!["code"]);
        Assert.Equal("404", output.Status);
    }

    [Fact]
    public async Task A_job_that_is_stopped_is_as_described()
    {
        await using var app = await DescribedApp.StartAsync();
        var witness = new Witness(app.Client, await app.DescribeAsync());

        var created = await witness.SendAsync("work_Create", "POST", "/jobs/work", """{"title":"wait"}""");
        var job = created.Location!;
        await UntilAsync(witness, job, "running");
        await witness.SendAsync("work_GetOutput", "GET", $"{job}/output");
        await witness.SendAsync("work_DeleteOutput", "DELETE", $"{job}/output");
        var cancel = await witness.SendAsync("work_Cancel", "POST", $"{job}/cancel");
        await UntilFinalAsync(witness, job);
        var again = await witness.SendAsync("work_Cancel", "POST", $"{job}/cancel");
        var second = await witness.SendAsync("work_Create", "POST", "/jobs/work", """{"title":"wait"}""");
        await UntilAsync(witness, second.Location!, "running");
        var delete = await witness.SendAsync("work_Delete", "DELETE", second.Location!);

        Assert.Equal(("202", "200", "202"), (cancel.Status, again.Status, delete.Status));
        Assert.Contains("work_DeleteOutput 409", witness.Seen);
    }

    [Fact]
    public async Task The_example_of_a_deletion_names_the_request_that_the_document_names()
    {
        await using var app = await DescribedApp.StartAsync();
        var description = await app.DescribeAsync();
        var witness = new Witness(app.Client, description);

        var created = await witness.SendAsync("work_Create", "POST", "/jobs/work", """{"title":"wait"}""");
        await UntilAsync(witness, created.Location!, "running");
        var delete = await witness.SendAsync("work_Delete", "DELETE", created.Location!);
        var media = description.Response("work_Delete", "202")["content"]!["application/json"]!;
        var example = Assert.Single(media["examples"]!.AsObject()).Value!["value"]!.AsObject();

        Assert.Equal(RequestsIn(delete.Json.AsObject()), RequestsIn(example));

        static IEnumerable<string> RequestsIn(JsonObject document) =>
            document.Select(each => each.Key).Where(name => name.EndsWith("Requested", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_wait_that_ends_in_a_problem_is_as_described()
    {
        await using var app = await DescribedApp.StartAsync();
        var witness = new Witness(app.Client, await app.DescribeAsync());
        (string, string) wait = ("Prefer", "wait=30");

        var failing = await witness.SendAsync("work_Create", "POST", "/jobs/work", """{"title":"fail"}""");
        var unavailable = await witness.SendAsync("work_GetOutput", "GET", $"{failing.Location}/output", null, wait);
        var created = await witness.SendAsync("work_Create", "POST", "/jobs/work", """{"title":"a report"}""", wait);
        var job = created.Location!;
        await witness.SendAsync("work_GetStatus", "GET", $"{job}?redirect=false", null, wait, ("If-Match", "\"0.1\""));
        await witness.SendAsync("work_GetOutput", "GET", $"{job}/output", null, wait, ("If-Match", "\"0.o\""));
        await witness.SendAsync("work_Delete", "DELETE", job, null, wait, ("If-Match", "\"0.1\""));
        await witness.SendAsync("work_DeleteOutput", "DELETE", $"{job}/output");
        await witness.SendAsync("work_GetOutput", "GET", $"{job}/output", null, wait);
        var second = await witness.SendAsync("work_Create", "POST", "/jobs/work", """{"title":"wait"}""");
        await UntilAsync(witness, second.Location!, "running");
        var waiting = witness.SendAsync("work_GetStatus", "GET", second.Location!, null, wait);
        await witness.SendAsync("work_Delete", "DELETE", second.Location!);
        await waiting;

        Assert.Equal("404", unavailable.Status);
        string[] expected =
        [
            "work_GetStatus 410",
            "work_GetStatus 412",
            "work_GetOutput 410",
            "work_GetOutput 412",
            "work_Delete 412",
        ];
        Assert.Empty(expected.Except(witness.Seen));
    }

    [Fact]
    public async Task Refusals_are_as_described()
    {
        await using var app = await DescribedApp.StartAsync(options => options.MaxInputBytes = 100);
        var witness = new Witness(app.Client, await app.DescribeAsync());
        const string unknown = "/jobs/work/0193f5c7a5b07d5e9f3c2b1a09876543";

        await witness.SendAsync("work_Create", "POST", "/jobs/work", """{"title":7}""");
        await witness.SendAsync("work_Create", "POST", "/jobs/work", $$"""{"title":"{{new string('x', 200)}}"}""");
        await witness.SendAsync("work_Create", "POST", "/jobs/work", """{"title":"ok"}""", ("Idempotency-Key", "\"k"));
        await witness.SendAsync("work_Create", "POST", "/jobs/work", """{"title":"ok"}""", ("Idempotency-Key", "k"));
        await witness.SendAsync("work_Create", "POST", "/jobs/work", """{"title":"no"}""", ("Idempotency-Key", "k"));
        await witness.SendAsync(
            "work_Create",
            "POST",
            "/jobs/work",
            """{"title":"ok"}""",
            ("Prefer", "handling=strict, wait=soon")
        );
        await witness.SendAsync("work_GetStatus", "GET", $"{unknown}?redirect=perhaps");
        await witness.SendAsync("work_GetStatus", "GET", unknown);
        await witness.SendAsync("work_GetOutput", "GET", $"{unknown}/output");
        await witness.SendAsync("work_Cancel", "POST", $"{unknown}/cancel");
        await witness.SendAsync("work_Delete", "DELETE", unknown);
        await witness.SendAsync("work_DeleteOutput", "DELETE", $"{unknown}/output");

        string[] expected = ["work_Create 400", "work_Create 413", "work_Create 422", "work_GetStatus 400"];
        Assert.Empty(expected.Except(witness.Seen));
    }

    [Fact]
    public async Task A_missing_key_is_refused_as_described()
    {
        await using var app = await DescribedApp.StartAsync(options => options.RequireIdempotencyKey = true);
        var description = await app.DescribeAsync();

        var refusal = await new Witness(app.Client, description).SendAsync(
            "work_Create",
            "POST",
            "/jobs/work",
            """{"title":"ok"}"""
        );

        Assert.Equal("400", refusal.Status);
        Assert.True((bool?)description.Parameter("work_Create", "Idempotency-Key")!["required"]);
    }

    [Fact]
    public async Task The_list_of_jobs_is_as_described()
    {
        await using var app = await DescribedApp.StartAsync();
        var witness = new Witness(app.Client, await app.DescribeAsync());

        var empty = await witness.SendAsync("work_List", "GET", "/jobs/work");
        await witness.SendAsync("work_Create", "POST", "/jobs/work", """{"title":"fail"}""");
        await witness.SendAsync("work_Create", "POST", "/jobs/work", """{"title":"a report"}""");
        var page = await witness.SendAsync("work_List", "GET", "/jobs/work?limit=1&created=2020-01-01T00:00:00Z/..");
        await witness.SendAsync("work_List", "GET", (string)page.Json["links"]!["next"]!);
        var refusal = await witness.SendAsync("work_List", "GET", "/jobs/work?cursor=x");
        await witness.SendAsync("work_List", "GET", "/jobs/work?colour=red");

        Assert.Empty(empty.Json["items"]!.AsArray());
        Assert.Single(page.Json["items"]!.AsArray());
        Assert.Equal("400", refusal.Status);
    }

    [Fact]
    public async Task The_stream_of_events_is_as_described()
    {
        await using var app = await DescribedApp.StartAsync();
        var description = await app.DescribeAsync();
        var witness = new Witness(app.Client, description);

        var created = await witness.SendAsync("work_Create", "POST", "/jobs/work", """{"title":"a report"}""");
        var stream = await witness.SendAsync("work_Events", "GET", $"{created.Location}/events");
        var last = Fields(stream.Text, "id").Last();
        await witness.SendAsync("work_Events", "GET", $"{created.Location}/events", null, ("Last-Event-ID", last));
        await witness.SendAsync("work_Delete", "DELETE", created.Location!);
        await witness.SendAsync("work_Events", "GET", $"{created.Location}/events");
        await witness.SendAsync("work_Events", "GET", "/jobs/work/0193f5c7a5b07d5e9f3c2b1a09876543/events");

        Assert.Empty(((string[])["200", "204", "404", "410"]).Except(witness.Seen.Select(each => each[^3..])));
        var media = description.Response("work_Events", "200")["content"]!["text/event-stream"]!;
        foreach (var text in (string[])[stream.Text, (string)media["example"]!])
        {
            Assert.StartsWith("retry: 3000\n\n", text, StringComparison.Ordinal);
            Assert.Equal("completed", Fields(text, "event").Last());
            Assert.All(
                Fields(text, "data"),
                data => Assert.Empty(description.Errors(JsonNode.Parse(data), description.Schemas["JobStatus"]!))
            );
        }

        static IEnumerable<string> Fields(string stream, string name) =>
            stream
                .Split('\n')
                .Where(line => line.StartsWith($"{name}: ", StringComparison.Ordinal))
                .Select(line => line[(name.Length + 2)..]);
    }

    private static Task<Testimony> UntilFinalAsync(Witness witness, string job) =>
        UntilAsync(witness, job, "succeeded", "failed", "cancelled");

    /// <summary>Long polls: each is answered when there is news.</summary>
    private static async Task<Testimony> UntilAsync(Witness witness, string job, params string[] states)
    {
        var seen = await witness.SendAsync("work_GetStatus", "GET", $"{job}?redirect=false");
        while (!states.Contains((string)seen.Json["status"]!))
        {
            var news = await witness.SendAsync(
                "work_GetStatus",
                "GET",
                $"{job}?redirect=false",
                null,
                ("Prefer", "wait=30"),
                ("If-None-Match", seen.ETag!)
            );
            seen = news.Status == "304" ? seen : news;
        }

        return seen;
    }
}
