using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Benchmarks;

/// <summary>Jobs that stay queued behind one that never ends.</summary>
internal static class HeldJobs
{
    public static void Open(JobOptions options)
    {
        JobsServer.Open(options);
        options.MaxConcurrency = 1;
    }

    public static async Task<string[]> CreateAsync(IServiceProvider services, int count)
    {
        var client = services.GetRequiredService<IJobClient<HeldRequest, NoOpResponse>>();
        var first = await client.CreateAsync(new HeldRequest(0, ""));
        while (first.Status != JobStatus.Running)
        {
            first = await client.WaitAsync(first.Id, Timeout.InfiniteTimeSpan, first.Version);
        }

        var ids = new string[count];
        for (var number = 0; number < count; number++)
        {
            ids[number] = (await client.CreateAsync(new HeldRequest(number, "a text of some length"))).Id;
        }

        return ids;
    }
}

internal sealed record HeldRequest(int Number, string Text);

internal sealed class HeldWorker : IWorker<HeldRequest, NoOpResponse>
{
    public async Task<JobExecutionResult<NoOpResponse>> ExecuteAsync(
        HeldRequest input,
        JobContext job,
        CancellationToken cancellationToken
    )
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        return new NoOpResponse(input.Number);
    }
}
