using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Extensions.Jobs.Chaos;

/// <summary>Asks over HTTP, of any front that listens, and logs each answer.</summary>
internal sealed class JobApi(Fleet fleet, EventLog log) : IDisposable
{
    private readonly HttpClient _http = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            ConnectTimeout = TimeSpan.FromSeconds(1),
        }
    )
    {
        Timeout = TimeSpan.FromSeconds(6),
    };

    /// <summary>Asks once.</summary>
    /// <returns>Null: there was no answer.</returns>
    public async Task<JobAnswered?> AskAsync(
        Ask ask,
        JourneyPlan plan,
        string? id,
        Random random,
        CancellationToken cancellationToken
    )
    {
        var (process, address) = await fleet.FrontAsync(random, cancellationToken);
        using var request = RequestOf(ask, plan, id, address, random);
        var sent = Moment.Now;
        try
        {
            using var response = await _http.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            var answer = Read(
                new JobAnswered(ask, plan.Key, id, sent, process, (int)response.StatusCode),
                response,
                body
            );
            log.Write(answer);
            return answer;
        }
        catch (Exception failure)
            when (failure is HttpRequestException or IOException or OperationCanceledException
                && !cancellationToken.IsCancellationRequested
            )
        {
            log.Write(new JobUnanswered(ask, plan.Key, id, sent, process, failure.Message));
            return null;
        }
    }

    public void Dispose() => _http.Dispose();

    private static HttpRequestMessage RequestOf(Ask ask, JourneyPlan plan, string? id, Uri address, Random random)
    {
        var type = new Uri(address, $"jobs/{plan.Name}");
        var request = ask switch
        {
            Ask.Submit => new HttpRequestMessage(HttpMethod.Post, type) { Content = InputOf(plan) },
            Ask.Status => new HttpRequestMessage(
                HttpMethod.Get,
                $"{type}/{id}{(random.Next(2) == 0 ? "?redirect=false" : "")}"
            ),
            Ask.Output => new HttpRequestMessage(HttpMethod.Get, $"{type}/{id}/output"),
            Ask.Cancel => new HttpRequestMessage(HttpMethod.Post, $"{type}/{id}/cancel"),
            Ask.Delete => new HttpRequestMessage(HttpMethod.Delete, $"{type}/{id}"),
            _ => new HttpRequestMessage(HttpMethod.Delete, $"{type}/{id}/output"),
        };
        if (ask == Ask.Submit)
        {
            request.Headers.Add("Idempotency-Key", $"\"{plan.Key}\"");
        }

        if (plan.Waits && ask is Ask.Status)
        {
            request.Headers.Add("Prefer", "wait=2");
        }

        return request;
    }

    private static ByteArrayContent InputOf(JourneyPlan plan)
    {
        var json =
            plan.Name == ChaosJobs.ArchiveName
                ? JsonSerializer.SerializeToUtf8Bytes(new ArchiveRequest(plan.Work), ChaosJson.Default.ArchiveRequest)
                : JsonSerializer.SerializeToUtf8Bytes(plan.Work, ChaosJson.Default.DigestRequest);
        return new ByteArrayContent(json) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
    }

    private static JobAnswered Read(JobAnswered answer, HttpResponseMessage response, byte[] body)
    {
        answer = answer with { Version = VersionOf(response) };
        if (answer is { Ask: Ask.Output, Code: (int)HttpStatusCode.OK })
        {
            return answer with { Output = JsonSerializer.Deserialize(body, ChaosJson.Default.DigestResponse) };
        }

        if (body.Length == 0 || JsonNode.Parse(body) is not JsonObject document)
        {
            return answer;
        }

        return response.Content.Headers.ContentType?.MediaType == "application/problem+json"
            ? answer with
            {
                Problem = document["type"]?.GetValue<string>().Split('#', '/')[^1],
            }
            : answer with
            {
                Id = answer.Id ?? document["id"]!.GetValue<string>(),
                Status = document["status"]!.GetValue<string>(),
                Progress = document["progress"]?.GetValue<int>(),
                Started = document["started"]?.GetValue<DateTimeOffset>(),
            };
    }

    private static long VersionOf(HttpResponseMessage response) =>
        response.Headers.ETag is { } tag
        && long.TryParse(tag.Tag.Trim('"').Split('.')[0], CultureInfo.InvariantCulture, out var version)
            ? version
            : 0;
}
