using Extensions.Jobs.InMemory;
using Extensions.Jobs.Providers;
using Extensions.Jobs.Testing;

namespace Extensions.Jobs.Tests.Faults;

public sealed class SeededFaultTests
{
    private static readonly JobFaultRates _rates = new()
    {
        Fail = 0.2,
        Cut = 0.2,
        Delay = 0.2,
        MaxDelay = TimeSpan.Zero,
    };

    [Fact]
    public async Task One_seed_gives_the_same_fates_whatever_the_other_calls_do()
    {
        var alone = await MeetAsync(new JobFaults(7, _rates), JobStoreCall.Find);
        var among = await MeetAsync(new JobFaults(7, _rates), JobStoreCall.Beat, JobStoreCall.Find, JobStoreCall.Query);

        Assert.Equal(alone, among);
    }

    [Fact]
    public async Task Other_seeds_and_other_members_meet_other_fates()
    {
        var fates = new List<string>();
        foreach (var seed in new[] { 7, 8 })
        {
            fates.Add(await MeetAsync(new JobFaults(seed, _rates), JobStoreCall.Find));
            fates.Add(await MeetAsync(new JobFaults(seed, _rates), JobStoreCall.Query));
        }

        Assert.Equal(fates.Distinct(), fates);
    }

    [Fact]
    public async Task Faults_are_as_frequent_as_was_asked()
    {
        var faults = new JobFaults(7, _rates);
        await MeetAsync(faults, JobStoreCall.Find, JobStoreCall.Query, JobStoreCall.Count);

        var met = faults.Met.CountBy(one => one.Fault.ToString()[..3]).Select(one => one.Value).ToList();

        Assert.Equal(3, met.Count);
        Assert.All(met, count => Assert.InRange(count, 3 * 200 * 0.15, 3 * 200 * 0.25));
    }

    [Fact]
    public async Task No_rates_mean_no_faults()
    {
        var faults = new JobFaults(7, new JobFaultRates());

        await MeetAsync(faults, JobStoreCall.Find);

        Assert.Empty(faults.Met);
        Assert.Equal(200, faults.CallsOf(JobStoreCall.Find));
    }

    [Fact]
    public async Task Rates_can_change_while_calls_go_on()
    {
        var faults = new JobFaults(7, new JobFaultRates());
        await MeetAsync(faults, JobStoreCall.Find);
        faults.Rates = new JobFaultRates { Fail = 1 };
        await MeetAsync(faults, JobStoreCall.Find);
        faults.Rates = new JobFaultRates();
        await MeetAsync(faults, JobStoreCall.Find);

        Assert.Equal(Enumerable.Range(201, 200), faults.Met.Select(met => (int)met.Number));
    }

    [Theory]
    [InlineData(-0.1, 0)]
    [InlineData(0.6, 0.6)]
    public void Impossible_rates_are_refused(double fail, double cut) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            new JobFaults(7, new JobFaultRates { Fail = fail, Cut = cut })
        );

    // 200 calls of each member in turn; what the first of them has met, as a text.
    private static async Task<string> MeetAsync(JobFaults faults, params JobStoreCall[] calls)
    {
        var store = new InMemoryJobStore(TimeProvider.System);
        var repository = new FaultyJobRepository(new InMemoryJobRepository(store), faults);
        for (var i = 0; i < 200; i++)
        {
            foreach (var call in calls)
            {
                try
                {
                    await Calls.MakeAsync(call, repository, null!, null!);
                }
                catch (JobStoreException)
                {
                    // What was asked for.
                }
            }
        }

        var wanted = calls.Contains(JobStoreCall.Find) ? JobStoreCall.Find : calls[0];
        return string.Join(',', faults.Met.Where(met => met.Call == wanted).Select(met => $"{met.Number} {met.Fault}"));
    }
}
