using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Extensions.Jobs.Mvc;

/// <summary>Which requests may wait, and for how long.</summary>
internal sealed class Waits(IOptions<JobsOptions> options, TimeProvider time)
{
    private readonly HeldRequests _held = new(options.Value.MaxWaits, options.Value.MaxWaitsPerOwner);
    private readonly int _limit = (int)options.Value.WaitLimit.TotalSeconds;

    /// <summary>Begins to hold a request as its caller prefers; beyond the limits it is answered at once, as if nothing was said.</summary>
    /// <param name="http">The request.</param>
    /// <param name="isOver">Whether there is nothing to wait for: that needs no room.</param>
    public Wait Begin(HttpContext http, bool isOver)
    {
        if (Preferences.Of(http).Wait is not { } preferred)
        {
            return Wait.None;
        }

        var held = isOver ? null : _held.TryBegin(JobCaller.Of(http).Owner, out _);
        if (held is null && !isOver)
        {
            return Wait.None;
        }

        var seconds = Math.Min(preferred, _limit);
        Preferences.Applied(http, $"wait={seconds}");
        if (seconds > 0)
        {
            http.Features.Set(new AppliedWait());
        }

        return new Wait(TimeSpan.FromSeconds(seconds), held, time);
    }
}

/// <summary>Marks a request that was held: its caller has waited already, and may ask again soon.</summary>
internal sealed record AppliedWait;
