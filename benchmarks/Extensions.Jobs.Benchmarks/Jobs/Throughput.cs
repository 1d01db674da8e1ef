using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Extensions.Jobs.Benchmarks;

/// <summary>Callers that submit a job, wait until it has succeeded, and begin again.</summary>
internal static class Throughput
{
    public static async Task<string> MeasureAsync(
        IJobClient<NoOpRequest, NoOpResponse> client,
        int callers,
        TimeSpan length,
        CancellationToken cancellationToken
    )
    {
        var latencies = new ConcurrentBag<List<double>>();
        var allocated = GC.GetTotalAllocatedBytes();
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable.Range(0, callers).Select(caller => Task.Run(() => CallAsync(caller), cancellationToken))
        );
        var seconds = clock.Elapsed.TotalSeconds;
        allocated = GC.GetTotalAllocatedBytes() - allocated;
        var sorted = latencies.SelectMany(list => list).Order().ToArray();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{callers, 4} callers: {sorted.Length / seconds, 8:N0} jobs/s, submit to succeeded p50 {At(0.5):N2} ms, p99 {At(0.99):N2} ms, {allocated / Math.Max(1, sorted.Length):N0} bytes allocated a job ({sorted.Length} jobs)"
        );

        async Task CallAsync(int caller)
        {
            List<double> own = [];
            while (clock.Elapsed < length)
            {
                var begun = Stopwatch.GetTimestamp();
                var job = await client.CreateAsync(
                    new NoOpRequest(caller, "a text of some length"),
                    null,
                    cancellationToken
                );
                var end = await client.WaitAsync(job.Id, Timeout.InfiniteTimeSpan, null, cancellationToken);
                own.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
                if (end.Status != JobStatus.Succeeded)
                {
                    throw new InvalidOperationException($"A job has {end.Status}.");
                }
            }

            latencies.Add(own);
        }

        double At(double share) => sorted.Length == 0 ? 0 : sorted[(int)((sorted.Length - 1) * share)];
    }
}
