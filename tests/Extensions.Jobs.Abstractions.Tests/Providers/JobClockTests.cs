using Extensions.Jobs.Providers;
using Microsoft.Extensions.Time.Testing;

namespace Extensions.Jobs.Abstractions.Tests;

public sealed class JobClockTests
{
    private static readonly DateTimeOffset _storeTime = JobStory.Start.AddHours(7);

    private readonly Machine _machine = new();

    [Fact]
    public void Until_the_store_has_answered_it_is_the_machines_time()
    {
        var clock = new JobClock(_machine);

        _machine.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal(JobStory.Start.AddSeconds(3), clock.Now);
    }

    [Fact]
    public void Then_it_is_the_stores_time_counted_on()
    {
        var clock = new JobClock(_machine);

        clock.Set(_storeTime);
        Assert.Equal(_storeTime, clock.Now);

        _machine.Advance(TimeSpan.FromMinutes(90));
        Assert.Equal(_storeTime.AddMinutes(90), clock.Now);
    }

    [Theory]
    [InlineData(-36)]
    [InlineData(+36)]
    public void A_jump_of_the_machines_clock_does_not_matter(int hours)
    {
        var clock = new JobClock(_machine);
        clock.Set(_storeTime);

        _machine.Jump(TimeSpan.FromHours(hours));
        Assert.Equal(JobStory.Start.AddHours(hours), _machine.GetUtcNow());
        Assert.Equal(_storeTime, clock.Now);

        _machine.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(_storeTime.AddSeconds(1), clock.Now);
    }

    [Fact]
    public void Each_answer_of_the_store_is_taken_over()
    {
        var clock = new JobClock(_machine);
        clock.Set(_storeTime);
        _machine.Advance(TimeSpan.FromMinutes(1));

        clock.Set(_storeTime.AddSeconds(59));
        _machine.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(_storeTime.AddSeconds(61), clock.Now);
    }

    [Fact]
    public void It_shows_whole_milliseconds_of_utc_and_loses_none_of_them()
    {
        var clock = new JobClock(_machine);
        clock.Set(_storeTime.AddTicks(5_000).ToOffset(TimeSpan.FromHours(2)));

        var now = clock.Now;
        Assert.Equal((_storeTime.Ticks, TimeSpan.Zero), (now.Ticks, now.Offset));

        _machine.Advance(TimeSpan.FromTicks(5_000));
        Assert.Equal(_storeTime.AddMilliseconds(1), clock.Now);
    }

    // The timestamp of a FakeTimeProvider follows its wall clock through jumps too, which no real one does.
    private sealed class Machine() : FakeTimeProvider(JobStory.Start)
    {
        private TimeSpan _jumped;

        public void Jump(TimeSpan by)
        {
            _jumped += by;
            AdjustTime(base.GetUtcNow() + by);
        }

        public override long GetTimestamp() => base.GetTimestamp() - (long)(_jumped.TotalSeconds * TimestampFrequency);
    }
}
