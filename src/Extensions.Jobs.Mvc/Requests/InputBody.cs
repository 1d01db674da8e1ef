using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;

namespace Extensions.Jobs.Mvc;

/// <summary>The body of a request that creates a job, as the formatter reads it: decoded, and up to a limit.</summary>
internal sealed class InputBody(Stream body, int maxBytes) : RequestStream
{
    private readonly JsonNull _null = new();
    private long _read;

    /// <summary>Whether the input was read and validated: what goes wrong from then on is not the body's fault.</summary>
    public bool IsBound { get; set; }

    /// <summary>Whether nothing was read.</summary>
    public bool IsEmpty => _read == 0;

    /// <summary>Whether all that was read is the JSON literal null.</summary>
    public bool IsNull => _null.IsMatch;

    /// <summary>Reads on to the end, to learn whether the body is too large.</summary>
    /// <exception cref="BadHttpRequestException">It is.</exception>
    public async Task CheckSizeAsync(CancellationToken cancellationToken)
    {
        var rest = new byte[4096];
        while (await ReadAsync(rest, cancellationToken) > 0)
        {
            // Only its length matters.
        }
    }

    /// <summary>What <see cref="CheckSizeAsync"/> finds, as an answer; null: it is not too large.</summary>
    public async Task<JobProblem?> RefuseSizeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CheckSizeAsync(cancellationToken);
            return null;
        }
        catch (BadHttpRequestException refused)
        {
            return GenericProblems.Of(refused.StatusCode);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) =>
        Count(body.Read(buffer, offset, count), buffer.AsSpan(offset));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            return Count(await body.ReadAsync(buffer, cancellationToken), buffer.Span);
        }
        catch (IOException fault) when (fault is not (BadHttpRequestException or ConnectionResetException))
        {
            // Kestrel has no better exception for a chunk whose size is no number that it can count with.
            throw new BadHttpRequestException("The body cannot be read.", fault);
        }
    }

    private int Count(int count, ReadOnlySpan<byte> buffer)
    {
        _read += count;
        _null.Add(buffer[..count]);
        return _read <= maxBytes
            ? count
            : throw new BadHttpRequestException("The input is too large.", StatusCodes.Status413PayloadTooLarge);
    }
}
