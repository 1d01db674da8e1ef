using Microsoft.AspNetCore.Http;

namespace Extensions.Jobs.Benchmarks;

/// <summary>How many requests the server has not answered yet.</summary>
internal sealed class OpenRequests
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public async Task CountAsync(HttpContext http, RequestDelegate next)
    {
        Interlocked.Increment(ref _count);
        try
        {
            await next(http);
        }
        finally
        {
            Interlocked.Decrement(ref _count);
        }
    }
}
