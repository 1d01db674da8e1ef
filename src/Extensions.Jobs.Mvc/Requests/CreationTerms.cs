using Microsoft.AspNetCore.Http;

namespace Extensions.Jobs.Mvc;

/// <summary>What the headers of a request say of the creation of a job.</summary>
/// <param name="Key">The idempotency key; null: none.</param>
/// <param name="Preferences">What the caller would like.</param>
/// <param name="Refusal">What is wrong with them; null: nothing.</param>
internal sealed record CreationTerms(string? Key, Preferences Preferences, JobProblem? Refusal)
{
    public static CreationTerms Of(HttpContext http)
    {
        var key = IdempotencyKey.Parse(http.Request.Headers[IdempotencyKey.Header]);
        var preferences = Preferences.Of(http);
        return new CreationTerms(key, preferences, Refuse(http, key, preferences));
    }

    private static JobProblem? Refuse(HttpContext http, string? key, Preferences preferences)
    {
        var isGiven = http.Request.Headers.ContainsKey(IdempotencyKey.Header);
        return isGiven && key is null ? JobProblems.InvalidKey()
            : !isGiven && JobEndpoint.Of(http).Type.Options.RequireIdempotencyKey ? JobProblems.MissingKey()
            : preferences is { IsStrict: true, NotUnderstood: { } name } ? JobProblems.RefusedPreference(name)
            : null;
    }
}
