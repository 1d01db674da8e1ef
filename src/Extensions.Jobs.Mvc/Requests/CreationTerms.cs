using Microsoft.AspNetCore.Http;

namespace Extensions.Jobs.Mvc;

/// <summary>What the headers of a request say of the creation of a job.</summary>
/// <param name="Key">The idempotency key; null: none.</param>
/// <param name="Refusal">What is wrong with them; null: nothing.</param>
internal sealed record CreationTerms(string? Key, JobProblem? Refusal)
{
    public static CreationTerms Of(HttpContext http)
    {
        var key = IdempotencyKey.Parse(http.Request.Headers[IdempotencyKey.Header]);
        return new CreationTerms(key, Refuse(http, key));
    }

    private static JobProblem? Refuse(HttpContext http, string? key)
    {
        var isGiven = http.Request.Headers.ContainsKey(IdempotencyKey.Header);
        return isGiven && key is null ? JobProblems.InvalidKey()
            : !isGiven && JobEndpoint.Of(http).Type.Options.RequireIdempotencyKey ? JobProblems.MissingKey()
            : null;
    }
}
