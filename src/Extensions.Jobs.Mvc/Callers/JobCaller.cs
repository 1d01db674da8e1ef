using Microsoft.AspNetCore.Http;

namespace Extensions.Jobs.Mvc;

/// <summary>Who calls.</summary>
/// <param name="Owner">Whose the jobs are that he creates, and that he sees; empty for all anonymous callers together.</param>
/// <param name="IsAdministrator">Whether he sees those of others too.</param>
internal sealed record JobCaller(string Owner, bool IsAdministrator)
{
    public static JobCaller Of(HttpContext http) =>
        http.Features.Get<JobCaller>()
        ?? throw new InvalidOperationException("The endpoint of this request is not one of a JobsController.");
}
