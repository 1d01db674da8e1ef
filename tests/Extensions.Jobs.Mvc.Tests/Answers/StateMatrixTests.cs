using System.Net;
using Extensions.Jobs.Mvc.Tests.Hosting;

namespace Extensions.Jobs.Mvc.Tests.Answers;

/// <summary>What each route answers in each stage of a job.</summary>
public sealed class StateMatrixTests
{
    private static readonly Stage[] _stages = Enum.GetValues<Stage>();

    /// <summary>In the order of <see cref="Stage"/>.</summary>
    private static readonly (string Route, string[] Answers)[] _matrix =
    [
        (
            "GET /",
            [
                "200",
                "200",
                "200",
                "303",
                "200",
                "200",
                "200",
                "200",
                "410 job-deleted",
                "410 job-expired",
                "404 job-not-found",
            ]
        ),
        (
            "GET /?redirect=false",
            [
                "200",
                "200",
                "200",
                "200",
                "200",
                "200",
                "200",
                "200",
                "410 job-deleted",
                "410 job-expired",
                "404 job-not-found",
            ]
        ),
        (
            "GET /output",
            [
                "404 output-not-ready",
                "404 output-not-ready",
                "404 output-not-ready",
                "200",
                "204",
                "410 output-deleted",
                "404 output-unavailable",
                "404 output-unavailable",
                "410 job-deleted",
                "410 job-expired",
                "404 job-not-found",
            ]
        ),
        ("DELETE /", ["204", "202", "202", "204", "204", "204", "204", "204", "204", "204", "404 job-not-found"]),
        (
            "DELETE /output",
            [
                "409 job-not-finished",
                "409 job-not-finished",
                "409 job-not-finished",
                "204",
                "204",
                "204",
                "204",
                "204",
                "204",
                "204",
                "404 job-not-found",
            ]
        ),
        (
            "GET /events",
            [
                "200",
                "200",
                "200",
                "200",
                "200",
                "200",
                "200",
                "200",
                "410 job-deleted",
                "410 job-expired",
                "404 job-not-found",
            ]
        ),
        (
            "POST /cancel",
            [
                "200",
                "202",
                "202",
                "409 job-finished",
                "409 job-finished",
                "409 job-finished",
                "409 job-finished",
                "200",
                "410 job-deleted",
                "410 job-expired",
                "404 job-not-found",
            ]
        ),
    ];

    public static TheoryData<string, Stage, string> Cells() => CellsOf("");

    public static TheoryData<string, Stage, string> ReadingCells() => CellsOf("GET ");

    private static TheoryData<string, Stage, string> CellsOf(string method)
    {
        var cells = new TheoryData<string, Stage, string>();
        foreach (var (route, answers) in _matrix.Where(row => row.Route.StartsWith(method, StringComparison.Ordinal)))
        {
            foreach (var stage in _stages)
            {
                cells.Add(route, stage, answers[(int)stage]);
            }
        }

        return cells;
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public async Task Every_route_answers_every_stage_as_the_contract_says(string route, Stage stage, string answer)
    {
        await using var app = await TestApp.StartAsync(new FakeJobs { Stage = stage });
        var (method, path) = Split(route);

        using var response = await SendAsync(app, method, path);

        var status = (HttpStatusCode)int.Parse(answer[..3], null);
        Assert.Equal(status, response.StatusCode);
        Assert.NotNull(response.Header("Cache-Control"));
        if (answer.Length > 3)
        {
            var problem = await response.ReadProblemAsync(status);
            Assert.Equal(Reading.Types + answer[4..], problem.GetProperty("type").GetString());
        }
    }

    [Theory]
    [MemberData(nameof(ReadingCells))]
    public async Task HEAD_answers_as_GET_without_a_body(string route, Stage stage, string answer)
    {
        var (method, path) = Split(route);
        await using var app = await TestApp.StartAsync(new FakeJobs { Stage = stage });
        using var get = await SendAsync(app, "GET", path);

        using var head = await app.Client.SendAsync("HEAD", path);

        Assert.Equal(answer[..3], ((int)head.StatusCode).ToString(provider: null));
        // The trace id in a problem differs, but not in length.
        Assert.Equal(get.AllHeaders().Order(), head.AllHeaders().Order());
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>Reads the headers alone: a stream need not end.</summary>
    private static Task<HttpResponseMessage> SendAsync(TestApp app, string method, string path)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        return app.Client.SendAsync(
            request,
            HttpCompletionOption.ResponseHeadersRead,
            TestContext.Current.CancellationToken
        );
    }

    private static (string Method, string Path) Split(string route)
    {
        var parts = route.Split(" /");
        var rest = parts[1].Length == 0 || parts[1][0] == '?' ? parts[1] : "/" + parts[1];
        return (parts[0], $"/jobs/ping/{FakeJobs.Id}{rest}");
    }
}
