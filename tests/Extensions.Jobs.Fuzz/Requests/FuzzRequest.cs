using System.Text;

namespace Extensions.Jobs.Fuzz.Requests;

/// <summary>
/// A request as its bytes will be, each byte one character. What stands in braces is filled in from the job when it is sent:
/// <c>{name}</c>, <c>{id}</c>, <c>{version}</c>.
/// </summary>
public sealed record FuzzRequest(
    Stage Stage,
    string Method,
    string Target,
    IReadOnlyList<(string Name, string Value)> Headers,
    string Body
)
{
    private bool HasLength =>
        Headers.Any(header => header.Name is "Content-Length" or "Transfer-Encoding")
        || (Body.Length == 0 && Method is "GET" or "HEAD");

    /// <summary>The request to this job.</summary>
    public string For(CastJob job)
    {
        var text = new StringBuilder($"{Method} {Target} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        foreach (var (name, value) in Headers)
        {
            text.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        if (!HasLength)
        {
            text.Append("Content-Length: ").Append(Body.Length).Append("\r\n");
        }

        return job.FillIn(text.ToString()) + "\r\n" + Body;
    }

    public override string ToString() =>
        $"[{Stage}] {For(new CastJob("{name}", "{id}", "{version}")).Replace("\r\n", "\n", StringComparison.Ordinal)}";
}
