using System.Collections.Concurrent;
using Extensions.Jobs.Providers;
using Extensions.Jobs.Testing;
using Extensions.Jobs.Tests.Engine;
using Microsoft.Extensions.DependencyInjection;

namespace Extensions.Jobs.Tests.Faults;

public sealed class EngineUnderFaultsTests : EngineTests
{
    private static readonly JobFaultRates _rates = new()
    {
        Fail = 0.04,
        Cut = 0.04,
        Delay = 0.1,
        MaxDelay = TimeSpan.FromMilliseconds(5),
    };

    private readonly ConcurrentDictionary<string, int> _runs = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Every_accepted_job_ends_whatever_calls_fail(int seed)
    {
        var host = await StartAsync(services =>
        {
            services.AddWork(Scripts.Do(Count)).AddFaults(new JobFaults(seed, _rates));
            services.Configure<JobsOptions>(jobs =>
            {
                jobs.PollingInterval = TimeSpan.FromMilliseconds(20);
                jobs.RecoveryInterval = TimeSpan.FromMilliseconds(100);
            });
        });

        var accepted = new List<JobStatus>();
        while (accepted.Count < 40)
        {
            // A job that was refused was promised to nobody.
            if (await TryAsync(() => host.CreateAsync()) is { } job)
            {
                accepted.Add(job);
            }
        }

        foreach (var job in accepted)
        {
            JobStatus? ended;
            do
            {
                ended = await TryAsync(() => host.EndOfAsync(job));
            } while (ended is null);

            Assert.Equal(JobStatus.Succeeded, ended.Status);
            Assert.InRange(_runs.GetValueOrDefault(job.Id), 1, 3);
        }
    }

    private JobExecutionResult<Answer> Count(Question question, JobContext job)
    {
        _runs.AddOrUpdate(job.Id, 1, (_, runs) => runs + 1);
        return new Answer(question.Text);
    }

    private static async Task<JobStatus?> TryAsync(Func<Task<JobStatus>> act)
    {
        try
        {
            return await act();
        }
        catch (JobStoreException)
        {
            return null;
        }
    }
}
