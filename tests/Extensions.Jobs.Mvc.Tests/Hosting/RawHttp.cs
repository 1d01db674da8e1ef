using System.Net.Sockets;
using System.Text;

namespace Extensions.Jobs.Mvc.Tests.Hosting;

/// <summary>Speaks HTTP/1.1 by hand, byte for byte.</summary>
internal static class RawHttp
{
    /// <summary>Sends one request and reads all that comes until the server closes the connection.</summary>
    /// <param name="address">The server.</param>
    /// <param name="request">Lines without their ends, the body after an empty one; <c>Host</c> and <c>Connection: close</c> are added.</param>
    public static async Task<string> SendAsync(Uri address, string request)
    {
        var parts = request.Split("\n\n", 2);
        var head = $"{parts[0]}\nHost: {address.Authority}\nConnection: close".Replace(
            "\n",
            "\r\n",
            StringComparison.Ordinal
        );
        var body = parts.Length > 1 ? parts[1] : "";
        return await SendBytesAsync(address, Encoding.UTF8.GetBytes($"{head}\r\n\r\n{body}"));
    }

    public static async Task<string> SendBytesAsync(Uri address, byte[] request)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(address.Host, address.Port, cancellationToken);
        var stream = tcp.GetStream();
        await stream.WriteAsync(request, cancellationToken);
        using var answer = new MemoryStream();
        await stream.CopyToAsync(answer, cancellationToken);
        return Encoding.UTF8.GetString(answer.ToArray());
    }
}
