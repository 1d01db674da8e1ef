using System.Net;
using Extensions.Jobs.Mvc.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Mvc.Tests.Inputs;

/// <summary>How large a body may be; on real sockets, for there the server has a say.</summary>
public sealed class InputSizeTests
{
    private const int MiB = 1024 * 1024;

    [Theory]
    [InlineData(MiB, HttpStatusCode.Accepted)]
    [InlineData(MiB + 1, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(5 * MiB, HttpStatusCode.RequestEntityTooLarge)]
    public async Task The_limit_is_exact_with_and_without_a_declared_length(int bytes, HttpStatusCode status)
    {
        await using var app = await StartAsync();

        foreach (var content in new[] { Reading.Json(Bodies.Text(bytes)), Bodies.Chunked(Bodies.Text(bytes)) })
        {
            using var response = await app.PostAsync(content);

            Assert.Equal(status, response.StatusCode);
            if (status != HttpStatusCode.Accepted)
            {
                await response.ReadProblemAsync(status);
                Assert.Null(response.Header("Retry-After"));
            }
        }
    }

    [Fact]
    public async Task What_is_too_large_and_no_JSON_is_too_large_first()
    {
        await using var app = await StartAsync();
        var garbage = new string('x', MiB + 1);

        using var declared = await app.PostAsync(garbage);
        using var chunked = await app.PostAsync(Bodies.Chunked(garbage));

        await declared.ReadProblemAsync(HttpStatusCode.RequestEntityTooLarge);
        await chunked.ReadProblemAsync(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_body_above_the_limit_of_the_server_is_answered_and_the_caller_can_read_it()
    {
        await using var app = await StartAsync();
        var large = Bodies.Text(31_000_000);

        using var declared = await app.PostAsync(large);
        using var chunked = await app.PostAsync(Bodies.Chunked(large));

        await declared.ReadProblemAsync(HttpStatusCode.RequestEntityTooLarge);
        await chunked.ReadProblemAsync(HttpStatusCode.RequestEntityTooLarge);
        Assert.Empty(app.Taken);
    }

    [Fact]
    public async Task A_limit_above_that_of_the_server_holds()
    {
        await using var app = await StartAsync(job => job.MaxInputBytes = 31_000_000, Bodies.Decompressing());

        using var plain = await app.PostAsync("\"hello\"".PadRight(31_000_000));
        using var coded = await app.PostAsync(Bodies.Gzip("\"hello\"".PadRight(31_000_000)));

        Assert.Equal(HttpStatusCode.Accepted, plain.StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, coded.StatusCode);
        Assert.Equal(["hello", "hello"], app.Taken);
    }

    [Fact]
    public async Task The_decoded_bytes_count()
    {
        await using var app = await StartAsync(setup: Bodies.Decompressing());

        using var small = await app.PostAsync(Bodies.Gzip(Bodies.Text(MiB)));
        using var bomb = await app.PostAsync(Bodies.Gzip(Bodies.Text(40_000_000)));

        Assert.Equal(HttpStatusCode.Accepted, small.StatusCode);
        await bomb.ReadProblemAsync(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_limit_of_a_derived_controller_or_of_the_request_is_the_servers_and_answered_alike()
    {
        await using var app = await StartAsync(setup: new Setup { Controllers = [typeof(Limited)] });

        using var response = await app.PostAsync(Bodies.Text(101));

        await response.ReadProblemAsync(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_caller_that_asks_first_need_not_send_what_is_too_large()
    {
        await using var app = await StartAsync();

        using var request = new HttpRequestMessage(HttpMethod.Post, "/jobs/take")
        {
            Content = new UnsentContent(5_000_000),
            Headers = { ExpectContinue = true },
        };

        using var response = await app.App.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    /// <summary>Under an exception handler, which would make a 500 of what leaves the controller.</summary>
    private static Task<TakingApp<string>> StartAsync(Action<JobOptions>? configure = null, Setup? setup = null)
    {
        setup ??= new Setup();
        return TakingApp<string>.StartAsync(
            setup with
            {
                IsOnSocket = true,
                Services = services =>
                {
                    setup.Services(services);
                    services.Configure("take", configure ?? (_ => { }));
                },
                Pipeline = app =>
                {
                    app.UseExceptionHandler("/error");
                    setup.Pipeline(app);
                },
            }
        );
    }

    [Microsoft.AspNetCore.Mvc.RequestSizeLimit(100)]
    public sealed class Limited(IJobClient<string, NoOutput> client) : JobsController<string, NoOutput>(client);

    /// <summary>Fails when it has to be sent.</summary>
    private sealed class UnsentContent : HttpContent
    {
        private readonly long _bytes;

        public UnsentContent(long bytes)
        {
            _bytes = bytes;
            Headers.TryAddWithoutValidation("Content-Type", "application/json");
        }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
            throw new InvalidOperationException("It was sent.");

        protected override bool TryComputeLength(out long length)
        {
            length = _bytes;
            return true;
        }
    }
}
