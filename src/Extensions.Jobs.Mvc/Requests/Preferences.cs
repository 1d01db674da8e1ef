using Microsoft.AspNetCore.Http;

namespace Extensions.Jobs.Mvc;

/// <summary>What a caller would like (RFC 7240). Of what is repeated, the first counts; what is not understood is passed over.</summary>
internal sealed record Preferences
{
    private const string Header = "Prefer";
    private const string RespondAsyncName = "respond-async";
    private const string WaitName = "wait";
    private const string ReturnName = "return";
    private const string HandlingName = "handling";
    private const string Minimal = "minimal";
    private const string Representation = "representation";

    public bool RespondAsync { get; private init; }

    /// <summary>How many seconds the answer may be held back; null: not said.</summary>
    public int? Wait { get; private init; }

    public bool ReturnMinimal { get; private init; }

    public bool ReturnRepresentation { get; private init; }

    /// <summary>Whether what is not understood shall be refused.</summary>
    public bool IsStrict { get; private init; }

    /// <summary>The name of the first that is not understood; null: all are.</summary>
    public string? NotUnderstood { get; private init; }

    public static Preferences Of(HttpContext http)
    {
        var all = PreferenceReader.Read(http.Request.Headers[Header]);
        var first = all.DistinctBy(each => each.Name).ToDictionary(each => each.Name, each => each.Value);
        var returns = all.Where(each => each.Name == ReturnName).Select(each => each.Value).ToArray();
        // Both at once exclude each other, and are none.
        var wanted = returns.Contains(Minimal) && returns.Contains(Representation) ? null : returns.FirstOrDefault();
        var unknown = first.FirstOrDefault(each => !IsUnderstood(each.Key, each.Value)).Key;
        return new Preferences
        {
            RespondAsync = first.TryGetValue(RespondAsyncName, out var none) && none is null,
            Wait = SecondsOf(first.GetValueOrDefault(WaitName)),
            ReturnMinimal = wanted == Minimal,
            ReturnRepresentation = wanted == Representation,
            IsStrict = first.GetValueOrDefault(HandlingName) == "strict",
            NotUnderstood = unknown is "" ? Header : unknown,
        };
    }

    /// <summary>Tells the caller which of these were followed, beside the wait.</summary>
    /// <param name="http">The request.</param>
    /// <param name="isCreation">Whether it creates a job; only then more than <c>return</c> matters.</param>
    public void TellApplied(HttpContext http, bool isCreation)
    {
        if (isCreation && RespondAsync)
        {
            Applied(http, RespondAsyncName);
        }

        if (ReturnMinimal || ReturnRepresentation)
        {
            Applied(http, $"{ReturnName}={(ReturnMinimal ? Minimal : Representation)}");
        }

        if (isCreation && IsStrict)
        {
            Applied(http, $"{HandlingName}=strict");
        }
    }

    /// <summary>Tells the caller that a preference was followed.</summary>
    public static void Applied(HttpContext http, string preference)
    {
        var headers = http.Response.Headers;
        var before = headers["Preference-Applied"].ToString();
        headers["Preference-Applied"] = before.Length == 0 ? preference : $"{before}, {preference}";
    }

    private static bool IsUnderstood(string name, string? value) =>
        name switch
        {
            RespondAsyncName => value is null,
            WaitName => SecondsOf(value) is not null,
            ReturnName => value is Minimal or Representation,
            HandlingName => value is "strict" or "lenient",
            _ => false,
        };

    private static int? SecondsOf(string? value) =>
        value is null || value.AsSpan().ContainsAnyExceptInRange('0', '9') ? null
        : int.TryParse(value, out var seconds) ? seconds
        : int.MaxValue;
}
