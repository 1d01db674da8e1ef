using System.Collections.Concurrent;
using System.Net;

namespace Extensions.Jobs.Benchmarks;

internal static class LongPolls
{
    /// <summary>The ETag of each job, which its waiters know already.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> TagsAsync(
        HttpClient http,
        IReadOnlyCollection<string> paths
    )
    {
        var tags = new ConcurrentDictionary<string, string>();
        await Parallel.ForEachAsync(
            paths,
            async (path, cancellationToken) =>
            {
                using var answer = await http.GetAsync(path, cancellationToken);
                tags[path] = answer.Headers.ETag!.ToString();
            }
        );
        return tags;
    }

    /// <summary>Ends with an answer other than 304.</summary>
    public static Func<string, Task> Of(HttpClient http, IReadOnlyDictionary<string, string> tags, Action opened) =>
        async path =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("Prefer", "wait=600");
            request.Headers.Add("If-None-Match", tags[path]);
            var answering = http.SendAsync(request);
            opened();
            using var answer = await answering;
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                throw new InvalidOperationException($"A long-poll answered {answer.StatusCode}.");
            }
        };
}
