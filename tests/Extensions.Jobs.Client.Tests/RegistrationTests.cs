using System.Text.Json.Serialization;
using Extensions.Jobs.Client.Tests.Scripted;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Extensions.Jobs.Client.Tests;

/// <summary>Adding a client to a host.</summary>
public sealed partial class RegistrationTests
{
    private static readonly Uri _endpoint = new("https://example.com/app/jobs/ping");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/jobs/ping")]
    [InlineData("ftp://example.com/jobs/ping")]
    [InlineData("https://example.com/jobs/ping?x=1")]
    [InlineData("https://example.com/jobs/ping#x")]
    public void An_address_that_cannot_be_one_of_jobs_is_refused(string endpoint)
    {
        var services = new ServiceCollection();

        var failure = Assert.Throws<ArgumentException>(() =>
            services.AddJobsClient<PingRequest, PingResponse>(new Uri(endpoint, UriKind.RelativeOrAbsolute))
        );

        Assert.Contains("https://example.com/jobs/ping", failure.Message, StringComparison.Ordinal);
        Assert.Empty(services);
    }

    [Fact]
    public void An_address_with_a_password_is_refused_and_not_repeated()
    {
        var services = new ServiceCollection();

        var failure = Assert.Throws<ArgumentException>(() =>
            services.AddJobsClient<PingRequest, PingResponse>(new Uri("https://me:secret@example.com/jobs/ping"))
        );

        Assert.DoesNotContain("secret", failure.Message, StringComparison.Ordinal);
        Assert.Contains("IHttpClientBuilder", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_in_an_address_that_is_set_later_is_shown_nowhere()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Empty(500));
        var withPassword = new UriBuilder(server.Endpoint) { UserName = "me", Password = "secret" }.Uri;
        await using var host = new ClientHost(
            _endpoint,
            http: http => http.ConfigureHttpClient(client => client.BaseAddress = withPassword)
        );

        var failure = await Assert.ThrowsAsync<JobAnswerException>(() =>
            host.Client.GetStatusAsync(Documents.Id, Cancelled)
        );

        Assert.StartsWith($"GET {server.Endpoint}/", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Adding_a_client_again_only_adds_settings()
    {
        var services = new ServiceCollection();
        var first = services.AddJobsClient<PingRequest, PingResponse>(
            _endpoint,
            options => options.RetryTime = default
        );
        var second = services.AddJobsClient<PingRequest, PingResponse>(
            _endpoint,
            options => options.CancelOnCancellation = true
        );
        using var provider = services.BuildServiceProvider();
        var options = provider.GetRequiredService<IOptionsMonitor<JobsClientOptions>>().Get(second.Name);

        Assert.Equal(first.Name, second.Name);
        Assert.Single(provider.GetServices<IJobClient<PingRequest, PingResponse>>());
        Assert.Equal((TimeSpan.Zero, true), (options.RetryTime, options.CancelOnCancellation));
    }

    [Fact]
    public void A_second_address_for_the_same_types_is_refused()
    {
        var services = new ServiceCollection();
        services.AddJobsClient<PingRequest, PingResponse>(_endpoint);

        Assert.Throws<InvalidOperationException>(() =>
            services.AddJobsClient<PingRequest, PingResponse>(new Uri("https://example.com/jobs/pong"))
        );
    }

    [Fact]
    public void A_client_beside_the_one_in_process_is_refused()
    {
        var services = new ServiceCollection();
        services.AddSingleton(Moq.Mock.Of<IJobClient<PingRequest, PingResponse>>());

        Assert.Throws<InvalidOperationException>(() => services.AddJobsClient<PingRequest, PingResponse>(_endpoint));
    }

    public static TheoryData<string, Action<JobsClientOptions>> Wrong() =>
        new()
        {
            { nameof(JobsClientOptions.SerializerOptions), options => options.SerializerOptions = null! },
            { nameof(JobsClientOptions.RetryTime), options => options.RetryTime = TimeSpan.FromDays(2) },
            { nameof(JobsClientOptions.RetryTime), options => options.RetryTime = Timeout.InfiniteTimeSpan },
            { nameof(JobsClientOptions.WaitTime), options => options.WaitTime = TimeSpan.FromSeconds(31) },
            { nameof(JobsClientOptions.WaitTime), options => options.WaitTime = TimeSpan.FromSeconds(-1) },
            {
                nameof(PingResponse),
                options => options.SerializerOptions = new() { TypeInfoResolver = OnlyInputs.Default }
            },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Wrong_settings_let_no_host_start(string named, Action<JobsClientOptions> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddJobsClient<PingRequest, PingResponse>(_endpoint, configure);
        using var host = builder.Build();

        var failure = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Cancelled));

        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Good_settings_let_it_start_and_the_client_is_a_singleton()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddJobsClient<PingRequest, PingResponse>(_endpoint);
        using var host = builder.Build();

        await host.StartAsync(Cancelled);

        Assert.Same(
            host.Services.GetRequiredService<IJobClient<PingRequest, PingResponse>>(),
            host.Services.GetRequiredService<IJobClient<PingRequest, PingResponse>>()
        );
    }

    [Fact]
    public async Task Handlers_of_the_builder_give_each_request_its_credentials()
    {
        await using var server = await ScriptedServer.StartAsync(
            Answers.Busy(),
            Answers.Created(Documents.Queued),
            Answers.Events("retry: 1000\n\n", Documents.Completed(9, Documents.Succeeded))
        );
        await using var host = new ClientHost(
            server.Endpoint,
            http: http => http.AddHttpMessageHandler(() => new Token())
        );

        var creating = host.Client.CreateAsync(new PingRequest(), cancellationToken: Cancelled);
        await host.Time.PassRetryAsync();
        var job = await creating;
        await host.Client.WatchAsync(job.Id, Cancelled).LastAsync(Cancelled);

        Assert.All(server.Requests, request => Assert.Equal("Bearer secret", request["Authorization"]));
    }

    [Fact]
    public async Task The_address_may_be_set_later_and_may_end_in_a_slash()
    {
        await using var server = await ScriptedServer.StartAsync(Answers.Status(3, Documents.Running));
        await using var host = new ClientHost(
            _endpoint,
            http: http => http.ConfigureHttpClient(client => client.BaseAddress = new Uri(server.Endpoint + "/"))
        );

        await host.Client.GetStatusAsync(Documents.Id, Cancelled);

        Assert.StartsWith("GET /app/jobs/ping/0", server.Requests[0].ToString(), StringComparison.Ordinal);
    }

    [JsonSerializable(typeof(PingRequest))]
    private sealed partial class OnlyInputs : JsonSerializerContext;

    private sealed class Token : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            request.Headers.Authorization = new("Bearer", "secret");
            return base.SendAsync(request, cancellationToken);
        }
    }
}
