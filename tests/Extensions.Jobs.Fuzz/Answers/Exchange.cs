using System.Net.Sockets;
using System.Text;

namespace Extensions.Jobs.Fuzz.Answers;

/// <summary>Sends bytes to a server, and reads what it answers until it closes the connection.</summary>
internal static class Exchange
{
    // Whoever answers later hangs.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Each character is one byte.</summary>
    /// <param name="address">The server.</param>
    /// <param name="request">All bytes that are sent.</param>
    /// <param name="patience">
    /// After that the caller closes its side, for the server may wait for more: it may give up what it is doing then.
    /// </param>
    /// <returns>All that came, and whether the server came to the end by itself.</returns>
    /// <exception cref="TimeoutException">The server neither ended its answer nor closed the connection.</exception>
    public static async Task<(string Answers, bool IsOrderly)> SendAsync(Uri address, string request, TimeSpan patience)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(address.Host, address.Port, limit.Token);
        using var answer = new MemoryStream();
        var isOrderly = true;
        try
        {
            var stream = tcp.GetStream();
            await stream.WriteAsync(Encoding.Latin1.GetBytes(request), limit.Token);
            var reading = stream.CopyToAsync(answer, limit.Token);
            if (await Task.WhenAny(reading, Task.Delay(patience, limit.Token)) != reading)
            {
                isOrderly = false;
                tcp.Client.Shutdown(SocketShutdown.Send);
            }

            await reading;
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            // A server that refuses the rest of a request closes the connection.
            isOrderly = false;
        }
        catch (OperationCanceledException) when (!TestContext.Current.CancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"No end of the answer within {Limit}.");
        }

        return (Encoding.Latin1.GetString(answer.ToArray()), isOrderly);
    }
}
