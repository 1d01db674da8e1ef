using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Net.Http.Headers;

namespace Extensions.Jobs;

/// <summary>Lets scripts of other origins read what the answers about jobs say in their headers.</summary>
public static class JobsCorsPolicyBuilderExtensions
{
    /// <summary>
    /// Exposes the headers that the HTTP API of jobs answers with: <c>Location</c>, <c>Content-Location</c>, <c>Retry-After</c>,
    /// <c>ETag</c>, <c>Link</c> and <c>Preference-Applied</c>. Browsers hide them from scripts of other origins otherwise. It
    /// allows no origin, no method and no request header: say that yourself, and allow <c>Content-Type</c>, <c>Prefer</c>,
    /// <c>Idempotency-Key</c>, <c>If-Match</c> and <c>If-None-Match</c> as far as your scripts send them.
    /// </summary>
    /// <param name="policy">The policy.</param>
    /// <returns>The same policy.</returns>
    public static CorsPolicyBuilder WithExposedJobHeaders(this CorsPolicyBuilder policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return policy.WithExposedHeaders(
            HeaderNames.Location,
            HeaderNames.ContentLocation,
            HeaderNames.RetryAfter,
            HeaderNames.ETag,
            HeaderNames.Link,
            "Preference-Applied"
        );
    }
}
