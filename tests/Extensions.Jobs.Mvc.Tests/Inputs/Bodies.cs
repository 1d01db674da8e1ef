using System.IO.Compression;
using System.Text;
using Extensions.Jobs.Mvc.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Mvc.Tests.Inputs;

/// <summary>Bodies of all sizes and codings.</summary>
internal static class Bodies
{
    /// <summary>A JSON string of so many bytes.</summary>
    public static string Text(int bytes) => $"\"{new string('x', bytes - 2)}\"";

    /// <summary>The same without a declared length.</summary>
    public static HttpContent Chunked(string json) => new ChunkedContent(Encoding.UTF8.GetBytes(json));

    public static HttpContent Gzip(string json)
    {
        using var coded = new MemoryStream();
        using (var gzip = new GZipStream(coded, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(json));
        }

        return Coded(coded.ToArray());
    }

    /// <summary>Bytes that are said to be gzip.</summary>
    public static HttpContent Coded(byte[] bytes)
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        content.Headers.TryAddWithoutValidation("Content-Encoding", "gzip");
        return content;
    }

    /// <summary>A host that removes codings.</summary>
    public static Setup Decompressing() =>
        new()
        {
            Services = services => services.AddRequestDecompression(),
            Pipeline = app =>
            {
                app.UseRequestDecompression();
                app.MapControllers();
            },
        };

    private sealed class ChunkedContent : HttpContent
    {
        private readonly byte[] _bytes;

        public ChunkedContent(byte[] bytes)
        {
            _bytes = bytes;
            Headers.TryAddWithoutValidation("Content-Type", "application/json");
        }

        protected override Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context) =>
            stream.WriteAsync(_bytes).AsTask();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
