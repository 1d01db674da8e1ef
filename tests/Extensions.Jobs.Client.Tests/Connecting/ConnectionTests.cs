using System.Net;
using System.Security.Authentication;
using System.Threading.Channels;
using Extensions.Jobs.Client.Tests.Scripted;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Client.Tests.Connecting;

/// <summary>What the host sets on its HttpClient, and connections that say nothing, or never will.</summary>
public sealed class ConnectionTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static void NoTimeout(IHttpClientBuilder http) =>
        http.ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan);

    [Fact]
    public async Task The_version_of_HTTP_that_the_host_wants_is_asked_for()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Status(2, Documents.Running));
        var recorder = new Recorder();
        await using var host = new ClientHost(
            server.Endpoint,
            http: http =>
                http.AddHttpMessageHandler(() => recorder)
                    .ConfigureHttpClient(client =>
                    {
                        client.DefaultRequestVersion = HttpVersion.Version20;
                        client.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
                    })
        );

        await host.Client.GetStatusAsync(Documents.Id, Cancelled);

        Assert.Equal(HttpVersion.Version20, recorder.Version);
        Assert.Equal(HttpVersionPolicy.RequestVersionOrLower, recorder.Policy);
    }

    [Fact]
    public async Task A_wait_may_last_longer_than_any_timer()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Status(9, Documents.Succeeded));
        await using var host = new ClientHost(server.Endpoint, http: NoTimeout);

        var end = await host.Client.WaitAsync(Documents.Id, TimeSpan.FromDays(60), cancellationToken: Cancelled);

        Assert.Equal(JobStatus.Succeeded, end.Status);
    }

    [Fact]
    public async Task Without_a_time_out_of_HttpClient_a_connection_that_nobody_serves_is_given_up_all_the_same()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Nothing,
            Answers.Status(9, Documents.Succeeded)
        );
        await using var host = new ClientHost(server.Endpoint, http: NoTimeout);

        var waiting = host.Client.WaitAsync(Documents.Id, Timeout.InfiniteTimeSpan, cancellationToken: Cancelled);
        await server.NextAsync();
        await host.Time.PassAsync(130, 130);
        await host.Time.PassRetryAsync();

        Assert.Equal(JobStatus.Succeeded, (await waiting).Status);
    }

    [Fact]
    public async Task An_output_that_does_not_go_on_is_read_again()
    {
        var pieces = Channel.CreateUnbounded<string>();
        await using var server = await ScriptedServer.StartAsync(
            Answers.Trickling(pieces.Reader),
            Answers.Text(200, "application/json", """{"message":"pong"}"""),
            Answers.Status(9, Documents.Succeeded)
        );
        await using var host = new ClientHost(server.Endpoint);

        var reading = host.Client.GetOutputAsync(Documents.Id, Cancelled);
        await host.Time.NextAsync(45, 45);
        pieces.Writer.TryWrite("""{"message":""");
        await host.Time.PassAsync(45, 45);
        await host.Time.PassRetryAsync();

        Assert.Equal(new PingResponse("pong"), (await reading).Value);
    }

    [Fact]
    public async Task An_output_may_take_as_long_as_it_needs()
    {
        var pieces = Channel.CreateUnbounded<string>();
        await using var server = await ScriptedServer.StartAsync(
            Answers.Trickling(pieces.Reader),
            Answers.Status(9, Documents.Succeeded)
        );
        await using var host = new ClientHost(server.Endpoint);

        var reading = host.Client.GetOutputAsync(Documents.Id, Cancelled);
        await TrickleAsync(host, pieces);
        pieces.Writer.TryWrite("""{"message":"pong"}""");
        pieces.Writer.Complete();

        Assert.Equal(new PingResponse("pong"), (await reading).Value);
    }

    [Fact]
    public async Task A_status_may_take_no_longer_than_the_time_out_of_HttpClient()
    {
        var pieces = Channel.CreateUnbounded<string>();
        await using var server = await ScriptedServer.StartAsync(
            Answers.Trickling(pieces.Reader),
            Answers.Status(9, Documents.Succeeded)
        );
        await using var host = new ClientHost(server.Endpoint);

        var asking = host.Client.GetStatusAsync(Documents.Id, Cancelled);
        await TrickleAsync(host, pieces);
        await host.Time.PassRetryAsync();

        Assert.Equal(JobStatus.Succeeded, (await asking).Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_answer_that_is_larger_than_the_host_takes_is_told_at_once(bool saysItsLength)
    {
        await using var server = await ScriptedServer.StartAsync(async http =>
        {
            http.Response.ContentType = "application/json";
            http.Response.ContentLength = saysItsLength ? 1000 : null;
            await http.Response.WriteAsync(new string(' ', 1000), http.RequestAborted);
        });
        await using var host = new ClientHost(
            server.Endpoint,
            http: http => http.ConfigureHttpClient(client => client.MaxResponseContentBufferSize = 999)
        );

        var failure = await Assert.ThrowsAsync<JobServerUnavailableException>(() =>
            host.Client.GetOutputAsync(Documents.Id, Cancelled)
        );

        Assert.Contains("MaxResponseContentBufferSize", failure.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_is_told_at_once_with_the_reason()
    {
        await using var server = await ScriptedServer.StartAsync();
        var failing = new Recorder
        {
            Failure = new HttpRequestException(
                HttpRequestError.SecureConnectionError,
                "The SSL connection could not be established, see inner exception.",
                new AuthenticationException("The remote certificate is invalid.")
            ),
        };
        await using var host = new ClientHost(server.Endpoint, http: http => http.AddHttpMessageHandler(() => failing));

        var failure = await Assert.ThrowsAsync<JobServerUnavailableException>(() =>
            host.Client.CreateAsync(new PingRequest(), cancellationToken: Cancelled)
        );

        Assert.StartsWith($"POST {server.Endpoint} was not answered", failure.Message, StringComparison.Ordinal);
        Assert.EndsWith("The remote certificate is invalid.", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_a_handler_is_refused_is_told_at_once()
    {
        await using var server = await ScriptedServer.StartAsync();
        var failing = new Recorder
        {
            Failure = new HttpRequestException("400 (invalid_client)", null, HttpStatusCode.BadRequest),
        };
        await using var host = new ClientHost(server.Endpoint, http: http => http.AddHttpMessageHandler(() => failing));

        var failure = await Assert.ThrowsAsync<JobServerUnavailableException>(() =>
            host.Client.GetStatusAsync(Documents.Id, Cancelled)
        );

        Assert.EndsWith("invalid_client)", failure.Message, StringComparison.Ordinal);
        Assert.Same(failing.Failure, failure.InnerException);
    }

    /// <summary>Two minutes, in which now and then something comes.</summary>
    private static async Task TrickleAsync(ClientHost host, Channel<string> pieces)
    {
        for (var count = 0; count < 3; count++)
        {
            // Each read may wait that long.
            await host.Time.NextAsync(45, 45);
            host.Time.Advance(TimeSpan.FromSeconds(40));
            pieces.Writer.TryWrite(" ");
        }
    }

    private sealed class Recorder : DelegatingHandler
    {
        public Exception? Failure { get; init; }

        public Version? Version { get; private set; }

        public HttpVersionPolicy? Policy { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            (Version, Policy) = (request.Version, request.VersionPolicy);
            return Failure is null ? base.SendAsync(request, cancellationToken) : throw Failure;
        }
    }
}
