using System.Buffers;

namespace Extensions.Jobs.Mvc;

/// <summary>Tokens of HTTP (RFC 9110, 5.6.2).</summary>
internal static class Tokens
{
    public static SearchValues<char> Characters { get; } =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
}
