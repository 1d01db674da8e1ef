using Microsoft.AspNetCore.Http.Metadata;

namespace Extensions.Jobs.Mvc;

/// <summary>Tells cookie authentication that no person looks at the answer: 401 and 403, no redirect to a page.</summary>
internal sealed class NoLoginRedirect : IDisableCookieRedirectMetadata
{
    public static NoLoginRedirect Instance { get; } = new();
}
