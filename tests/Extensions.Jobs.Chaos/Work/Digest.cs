using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Extensions.Jobs.Chaos;

/// <summary>The work: a chain of hashes, a few per step.</summary>
internal static class Digest
{
    private const int RoundsPerStep = 20;

    public static string Of(DigestRequest request)
    {
        var state = Begin(request);
        for (var step = 0; step < request.Steps; step++)
        {
            state = Step(state);
        }

        return Convert.ToHexStringLower(state);
    }

    public static byte[] Begin(DigestRequest request)
    {
        var state = new byte[SHA256.HashSizeInBytes];
        BinaryPrimitives.WriteInt32BigEndian(state, request.Seed);
        return state;
    }

    public static byte[] Step(byte[] state)
    {
        for (var round = 0; round < RoundsPerStep; round++)
        {
            state = SHA256.HashData(state);
        }

        return state;
    }
}
