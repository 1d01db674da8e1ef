using Extensions.Jobs.Providers;
using Extensions.Jobs.Testing;

namespace Extensions.Jobs.Tests.Faults;

/// <summary>Calls each member of a store by its name in <see cref="JobStoreCall"/>.</summary>
internal static class Calls
{
    public static Job NewJob(DateTimeOffset now) =>
        JobTransitions.Create(
            new NewJob
            {
                Id = JobId.New(now),
                Name = "ping",
                Input = "1"u8.ToArray(),
            },
            now
        );

    public static async Task MakeAsync(
        JobStoreCall call,
        IJobRepository repository,
        IJobQueue queue,
        IJobNotifier notifier
    )
    {
        var token = TestContext.Current.CancellationToken;
        var job = NewJob(default);
        var query = new JobQuery(JobSet.Listed) { Names = ["ping"], Limit = 1 };
        switch (call)
        {
            case JobStoreCall.Add:
                await repository.AddAsync(job, JobLimits.None, null, token);
                break;
            case JobStoreCall.Find:
                await repository.FindAsync(["a"], JobParts.Header, token);
                break;
            case JobStoreCall.TryUpdate:
                await repository.TryUpdateAsync(new JobUpdate(job.Header), token);
                break;
            case JobStoreCall.Query:
                await repository.QueryAsync(query, token);
                break;
            case JobStoreCall.Count:
                await repository.CountAsync(["ping"], default, token);
                break;
            case JobStoreCall.Purge:
                await repository.PurgeAsync(default, 1, token);
                break;
            case JobStoreCall.Beat:
                await repository.BeatAsync(new JobNode("a", 1, new Dictionary<string, NodeWork>()), [], token);
                break;
            case JobStoreCall.Enqueue:
                await queue.EnqueueAsync([], token);
                break;
            case JobStoreCall.Claim:
                await queue.ClaimAsync("a", [], new CancellationToken(canceled: true));
                break;
            case JobStoreCall.CountQueue:
                await queue.CountAsync("ping", token);
                break;
            case JobStoreCall.Publish:
                await notifier.PublishAsync([], token);
                break;
            case JobStoreCall.Subscribe:
                await using (var signals = notifier.SubscribeAsync(token).GetAsyncEnumerator(token))
                {
                    await signals.MoveNextAsync();
                }

                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(call), call, "No call is written for it.");
        }
    }
}
