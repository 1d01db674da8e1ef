using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Benchmarks;

/// <summary>Requests a second, beside an action of the same server that gives the same answer and does nothing else.</summary>
internal static class HttpPart
{
    public static async Task RunAsync(IReadOnlyList<Store> stores, TimeSpan length)
    {
        // Once unmeasured, so that what comes first is compiled as well as what comes last.
        await RunAsync(Store.Memory, TimeSpan.FromSeconds(4), _ => { });
        foreach (var store in stores)
        {
            await RunAsync(store, length, Console.WriteLine);
        }
    }

    private static async Task RunAsync(Store store, TimeSpan length, Action<string> print)
    {
        await using var server = await JobsServer.StartAsync(services =>
        {
            services.AddSingleton<BareAnswers>();
            store.Use(services.AddJobs<NoOpRequest, NoOpResponse, NoOpWorker>("no-op", JobsServer.Open));
            services.AddJobs<HeldRequest, NoOpResponse, HeldWorker>("held", HeldJobs.Open);
        });
        var ids = await HeldJobs.CreateAsync(server.Services, Connections.Count);
        var noOps = server.Services.GetRequiredService<IJobClient<NoOpRequest, NoOpResponse>>();
        using var connections = new Connections(new Uri(server.Urls.Single()));
        var bare = server.Services.GetRequiredService<BareAnswers>();
        bare.Created = await connections.RecordAsync(Post("/jobs/no-op"));
        bare.Status = await connections.RecordAsync(Get(Job(0)));
        var tags = await Task.WhenAll(ids.Select((_, caller) => connections.TagAsync(Get(Job(caller)))));
        bare.Unchanged = await connections.RecordAsync(Get(Job(0), tags[0]));

        var compared = new Comparison(connections, length);
        await PrintAsync("POST 202", HttpStatusCode.Accepted, _ => Post("/jobs/no-op"), _ => Post("/bare"));
        await PrintAsync("GET 200", HttpStatusCode.OK, caller => Get(Job(caller)), caller => Get(Bare(caller)));
        await PrintAsync(
            "GET 304",
            HttpStatusCode.NotModified,
            caller => Get(Job(caller), tags[caller]),
            caller => Get(Bare(caller), tags[caller])
        );
        await server.StopAsync();

        string Job(int caller) => $"/jobs/held/{ids[caller]}";
        string Bare(int caller) => $"/bare/{ids[caller]}";

        async Task PrintAsync(
            string name,
            HttpStatusCode status,
            Func<int, HttpRequestMessage> ours,
            Func<int, HttpRequestMessage> other
        )
        {
            var line = await compared.MeasureAsync(status, ours, other, EndAsync);
            print($"{store.Name}: {name} {line}");
        }

        // What was created runs after all that came before: the other side's turn begins on an idle engine.
        async Task EndAsync()
        {
            var last = await noOps.CreateAsync(new NoOpRequest(0, ""));
            await noOps.WaitAsync(last.Id, Timeout.InfiniteTimeSpan);
        }
    }

    private static HttpRequestMessage Post(string path) =>
        new(HttpMethod.Post, path) { Content = JsonContent.Create(new NoOpRequest(1, "a text of some length")) };

    private static HttpRequestMessage Get(string path, string? tag = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (tag is not null)
        {
            request.Headers.Add("If-None-Match", tag);
        }

        return request;
    }
}
