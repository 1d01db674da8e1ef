using System.Diagnostics;
using System.Globalization;

namespace Extensions.Jobs.Benchmarks;

/// <summary>The process of the clients: address, kind, ids. Says when all wait, and when the last one was told.</summary>
internal static class Waiting
{
    public static async Task RunAsync(string[] args)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false })
        {
            BaseAddress = new Uri(args[0]),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        var paths = args[2..].Select(id => $"/jobs/reporting/{id}").ToArray();
        var opened = 0;
        var allOpened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var told =
            args[1] == WaitersPart.Streams
                ? All(path => EventStreams.ToldAsync(http, path, Opened))
                : All(LongPolls.Of(http, await LongPolls.TagsAsync(http, paths), Opened));
        // A waiter that fails before all are open must not leave the others waiting for it.
        await await Task.WhenAny(allOpened.Task, told);
        Console.WriteLine(WaitingProcess.Open);
        Console.WriteLine((await told).Max().ToString(CultureInfo.InvariantCulture));

        Task<long[]> All(Func<string, Task> wait) =>
            Task.WhenAll(
                Enumerable
                    .Range(0, WaitersPart.Waiters)
                    .Select(async waiter =>
                    {
                        await wait(paths[waiter % paths.Length]);
                        return Stopwatch.GetTimestamp();
                    })
            );

        void Opened()
        {
            if (Interlocked.Increment(ref opened) == WaitersPart.Waiters)
            {
                allOpened.SetResult();
            }
        }
    }
}
