using System.Buffers;

namespace Extensions.Jobs;

/// <summary>Reads the body of an answer into one buffer, for outputs are large, as long as it goes on.</summary>
internal static class AnswerBody
{
    private const int UnlessTold = 4096;

    private static readonly TimeSpan _silence = TimeSpan.FromSeconds(45);

    /// <exception cref="IOException">It is cut, or does not go on.</exception>
    /// <exception cref="HttpRequestException">It is cut, or larger than the client takes.</exception>
    public static async Task<ReadOnlyMemory<byte>> ReadAsync(
        HttpContent content,
        HttpClient http,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var silence = http.Timeout > TimeSpan.Zero && http.Timeout < _silence ? http.Timeout : _silence;
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using var body = new LiveStream(stream, silence, silence, time);

        var length = content.Headers.ContentLength ?? UnlessTold;
        Check(content.Headers.ContentLength ?? 0, http);
        // One more, so that the end is seen without a larger buffer.
        var buffer = new ArrayBufferWriter<byte>((int)Math.Min(length, Array.MaxLength - 1) + 1);
        int count;
        while ((count = await body.ReadAsync(buffer.GetMemory(), cancellationToken).ConfigureAwait(false)) > 0)
        {
            buffer.Advance(count);
            Check(buffer.WrittenCount, http);
        }

        return buffer.WrittenMemory;
    }

    private static void Check(long length, HttpClient http)
    {
        if (length > http.MaxResponseContentBufferSize)
        {
            throw new HttpRequestException(
                HttpRequestError.ConfigurationLimitExceeded,
                $"The answer has more than the {http.MaxResponseContentBufferSize} bytes "
                    + "of HttpClient.MaxResponseContentBufferSize."
            );
        }
    }
}
