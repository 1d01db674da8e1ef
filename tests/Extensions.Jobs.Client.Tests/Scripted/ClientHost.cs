using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Client.Tests.Scripted;

public sealed record PingRequest(string Message = "hi");

public sealed record PingResponse(string Message);

/// <summary>A client, and the time by which it waits.</summary>
public sealed class ClientHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public ClientHost(Uri endpoint, Action<JobsClientOptions>? options = null, Action<IHttpClientBuilder>? http = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        var builder = services.AddJobsClient<PingRequest, PingResponse>(endpoint, options);
        http?.Invoke(builder);
        _services = services.BuildServiceProvider();
    }

    public PassingTime Time { get; } = new();

    public IJobClient<PingRequest, PingResponse> Client =>
        _services.GetRequiredService<IJobClient<PingRequest, PingResponse>>();

    /// <summary>Waits for the end of the job, or for a change; without a time, for ever.</summary>
    public Task<JobStatus> WaitAsync(double? seconds = null, long? knownVersion = null) =>
        Client.WaitAsync(
            Documents.Id,
            seconds is { } limit ? TimeSpan.FromSeconds(limit) : Timeout.InfiniteTimeSpan,
            knownVersion,
            TestContext.Current.CancellationToken
        );

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
