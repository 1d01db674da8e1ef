using Microsoft.AspNetCore.Http.Metadata;

namespace Extensions.Jobs.Mvc;

/// <summary>
/// Tells the host's middleware that no person looks at the answer: cookie authentication answers 401 and 403 in place of a
/// redirect to a page, and no page stands for a status.
/// </summary>
internal sealed class NoPages : IDisableCookieRedirectMetadata, ISkipStatusCodePagesMetadata
{
    public static NoPages Instance { get; } = new();
}
