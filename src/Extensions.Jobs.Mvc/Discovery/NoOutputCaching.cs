using Microsoft.AspNetCore.OutputCaching;

namespace Extensions.Jobs.Mvc;

/// <summary>
/// Keeps the output-caching middleware of the host away: a base policy would store an answer that is marked as private, and give
/// it to the next who asks.
/// </summary>
internal sealed class NoOutputCaching : IOutputCachePolicy
{
    public static NoOutputCaching Instance { get; } = new();

    public ValueTask CacheRequestAsync(OutputCacheContext context, CancellationToken cancellation)
    {
        context.EnableOutputCaching = false;
        context.AllowCacheLookup = false;
        context.AllowCacheStorage = false;
        return ValueTask.CompletedTask;
    }

    public ValueTask ServeFromCacheAsync(OutputCacheContext context, CancellationToken cancellation) =>
        ValueTask.CompletedTask;

    public ValueTask ServeResponseAsync(OutputCacheContext context, CancellationToken cancellation) =>
        ValueTask.CompletedTask;
}
