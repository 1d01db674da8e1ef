using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Extensions.Jobs;

/// <summary>The id of a job: a UUIDv7 (RFC 9562) in one spelling, 32 lower-case hex digits. Compared ordinally.</summary>
public static class JobId
{
    private const int Length = 32;
    private static readonly SearchValues<char> _digits = SearchValues.Create("0123456789abcdef");

    /// <summary>A new id. Its 74 random bits come from a cryptographic generator, so that nobody guesses another's id.</summary>
    /// <param name="now">When the job is created. Ids of one millisecond are in no order.</param>
    public static string New(DateTimeOffset now)
    {
        Span<byte> bytes = stackalloc byte[16];
        RandomNumberGenerator.Fill(bytes[6..]);
        Span<byte> time = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(time, now.ToUnixTimeMilliseconds());
        time[2..].CopyTo(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x70);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return Convert.ToHexStringLower(bytes);
    }

    /// <summary>Whether a text can be the id of a job at all. Any other spelling of a UUID is not one.</summary>
    public static bool IsWellFormed(string? id) => id is { Length: Length } && !id.AsSpan().ContainsAnyExcept(_digits);
}
