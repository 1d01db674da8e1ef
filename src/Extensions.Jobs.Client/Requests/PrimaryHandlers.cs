namespace Extensions.Jobs;

/// <summary>Sets the handlers that open the connections as the client needs them, whoever made them.</summary>
internal static class PrimaryHandlers
{
    public static void Prepare(HttpMessageHandler? handler, HeldAnswers held)
    {
        while (handler is DelegatingHandler outer)
        {
            handler = outer.InnerHandler;
        }

        switch (handler)
        {
            case SocketsHttpHandler sockets:
                Prepare(sockets);
                held.Share(sockets.MaxConnectionsPerServer);
                break;
            case HttpClientHandler client:
                Prepare(client);
                if (!OperatingSystem.IsBrowser())
                {
                    held.Share(client.MaxConnectionsPerServer);
                }

                break;
        }
    }

    // One that has been used cannot be set any more, so what is right already is left alone.
    private static void Prepare(SocketsHttpHandler handler)
    {
        if (handler.AllowAutoRedirect)
        {
            handler.AllowAutoRedirect = false;
        }

        // A connection of HTTP/2 carries a hundred held answers or so: all else would wait behind them.
        if (!handler.EnableMultipleHttp2Connections)
        {
            handler.EnableMultipleHttp2Connections = true;
        }
    }

    private static void Prepare(HttpClientHandler handler)
    {
        if (handler.AllowAutoRedirect)
        {
            handler.AllowAutoRedirect = false;
        }
    }
}
