using System.Globalization;

namespace Extensions.Jobs.Benchmarks;

/// <summary>How much memory a finished job keeps, in the store that keeps jobs in memory.</summary>
internal static class KeptBytes
{
    private const int Jobs = 100_000;
    private const int AtOnce = 500;

    public static async Task<string> MeasureAsync(
        IJobClient<NoOpRequest, NoOpResponse> client,
        CancellationToken cancellationToken
    )
    {
        await RunAsync(client, AtOnce, cancellationToken);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var run = 0; run < Jobs; run += AtOnce)
        {
            await RunAsync(client, AtOnce, cancellationToken);
        }

        var kept = (GC.GetTotalMemory(forceFullCollection: true) - before) / Jobs;
        return string.Create(CultureInfo.InvariantCulture, $"a finished job keeps {kept} bytes");
    }

    private static Task RunAsync(
        IJobClient<NoOpRequest, NoOpResponse> client,
        int count,
        CancellationToken cancellationToken
    ) =>
        Task.WhenAll(
            Enumerable
                .Range(0, count)
                .Select(async number =>
                {
                    var job = await client.CreateAsync(
                        new NoOpRequest(number, "a text of some length"),
                        null,
                        cancellationToken
                    );
                    await client.WaitAsync(job.Id, Timeout.InfiniteTimeSpan, null, cancellationToken);
                })
        );
}
