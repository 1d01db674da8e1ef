using System.Net;
using System.Text.Json;
using Extensions.Jobs.Mvc.Tests.Hosting;

namespace Extensions.Jobs.Mvc.Tests.EndToEnd;

/// <summary>Pages of jobs through the whole engine.</summary>
public sealed class ListedJobsTests
{
    [Fact]
    public async Task Pages_hold_every_job_once_newest_first()
    {
        await using var app = await StartAsync();
        var created = await CreateAsync(app, 7);
        List<string?> listed = [];
        var page = "/jobs/work?limit=3&status=queued&status=running";
        for (var next = page; next is not null; )
        {
            using var response = await app.Client.SendAsync("GET", next);
            var list = await response.ReadJsonAsync();
            listed.AddRange(Ids(list));
            next = list.GetProperty("links").TryGetProperty("next", out var link) ? link.GetString() : null;
        }

        Assert.Equal(created.Order(), listed.Order());
        Assert.Equal(7, listed.Count);
    }

    [Fact]
    public async Task A_cursor_is_good_for_its_own_list_alone()
    {
        await using var app = await StartAsync();
        await CreateAsync(app, 2);
        using var page = await app.Client.SendAsync("GET", "/jobs/work?limit=1");
        var next = (await page.ReadJsonAsync()).GetProperty("links").GetProperty("next").GetString()!;
        var cursor = next[(next.IndexOf("cursor=", StringComparison.Ordinal) + 7)..];

        using var larger = await app.Client.SendAsync("GET", $"/jobs/work?limit=50&cursor={cursor}");
        Assert.Equal(HttpStatusCode.OK, larger.StatusCode);
        foreach (
            var other in new[]
            {
                $"status=queued&cursor={cursor}",
                $"created=2020-01-01T00:00:00Z/..&cursor={cursor}",
                $"cursor={cursor}A",
                $"cursor={(cursor[0] == 'A' ? 'B' : 'A')}{cursor[1..]}",
                "cursor=%20!%C3%A4",
                "cursor=",
                $"cursor={new string('A', 43)}",
            }
        )
        {
            using var refused = await app.Client.SendAsync("GET", $"/jobs/work?{other}");
            var problem = await refused.ReadProblemAsync(HttpStatusCode.BadRequest);
            Assert.Equal(Reading.Types + "invalid-cursor", problem.GetProperty("type").GetString());
        }
    }

    [Fact]
    public async Task The_tag_of_an_item_is_good_for_deleting_it()
    {
        await using var app = await StartAsync();
        await CreateAsync(app, 1);
        using var page = await app.Client.SendAsync("GET", "/jobs/work");
        var item = (await page.ReadJsonAsync()).GetProperty("items")[0];

        using var deleted = await app.Client.SendAsync(
            "DELETE",
            item.GetProperty("links").GetProperty("self").GetString()!,
            null,
            ("If-Match", item.GetProperty("etag").GetString()!)
        );
        using var empty = await app.Client.SendAsync("GET", "/jobs/work");

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        Assert.Empty(Ids(await empty.ReadJsonAsync()));
    }

    private static IEnumerable<string?> Ids(JsonElement list) =>
        list.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetString());

    private static async Task<string[]> CreateAsync(TestApp app, int count)
    {
        var ids = new string[count];
        for (var at = 0; at < count; at++)
        {
            using var created = await app.Client.SendAsync(
                "POST",
                "/jobs/work",
                Reading.Json("""{"message":"ping"}""")
            );
            ids[at] = created.Header("Location")![^32..];
        }

        return ids;
    }

    /// <summary>Nothing runs its jobs.</summary>
    private static Task<TestApp> StartAsync() =>
        TestApp.StartAsync(
            new Setup
            {
                Services = services =>
                {
                    services.AddJobs<WorkRequest, WorkResponse>();
                    services.AddJobs<PingRequest, PingResponse, PingWorker>();
                },
            }
        );
}
