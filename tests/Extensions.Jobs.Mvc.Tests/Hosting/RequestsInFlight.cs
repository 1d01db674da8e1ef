using Microsoft.AspNetCore.Http;

namespace Extensions.Jobs.Mvc.Tests.Hosting;

/// <summary>Counts the requests that are being answered.</summary>
internal sealed class RequestsInFlight
{
    private readonly Lock _gate = new();
    private readonly List<(int Count, TaskCompletionSource Reached)> _awaited = [];
    private int _count;

    public async Task CountAsync(HttpContext http, RequestDelegate next)
    {
        Add(1);
        try
        {
            await next(http);
        }
        finally
        {
            Add(-1);
        }
    }

    public Task UntilAsync(int count)
    {
        lock (_gate)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _awaited.Add((count, reached));
            Tell();
            return reached.Task.WaitAsync(TestContext.Current.CancellationToken);
        }
    }

    private void Add(int change)
    {
        lock (_gate)
        {
            _count += change;
            Tell();
        }
    }

    private void Tell()
    {
        foreach (var (_, reached) in _awaited.Where(each => each.Count == _count))
        {
            reached.TrySetResult();
        }
    }
}
