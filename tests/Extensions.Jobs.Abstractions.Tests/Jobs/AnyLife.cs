using FsCheck;
using FsCheck.Fluent;

namespace Extensions.Jobs.Abstractions.Tests;

/// <summary>Makes jobs, policies and steps by chance: the more of what leads on, so that walks come far.</summary>
public static class AnyLife
{
    public static Arbitrary<Step> Steps() =>
        (
            from ask in Gen.Frequency(
                (12, Gen.Constant(Ask.Claim)),
                (3, Gen.Elements(Ask.Report, Ask.Estimate)),
                (9, Gen.Elements(Ask.Retry, Ask.LoseLease, Ask.GiveBack, Ask.GiveBack, Ask.GiveBack, Ask.Recover)),
                (3, Gen.Elements(Ask.FreeOutput, Ask.BeginCleanup, Ask.EndCleanup, Ask.SucceedWithCleanup)),
                (3, Gen.Elements(Ask.Delete, Ask.Expire, Ask.Expire)),
                (1, Gen.Elements(Enum.GetValues<Ask>()))
            )
            from ticks in Gen.Choose(0, int.MaxValue)
            from number in Gen.Choose(-10, 130)
            select new Step(ask, TimeSpan.FromTicks(ticks * 5L), number)
        ).ToArbitrary();

    public static Arbitrary<NewJob> Jobs() =>
        (
            from due in Perhaps(600_000)
            from key in Perhaps(1_000_000)
            from estimate in Perhaps(100_000)
            select JobStory.New with
            {
                Due = After(due),
                Key = After(key) is { } expires ? new JobKey("key-1", "ab12", expires) : null,
                EstimatedDuration = estimate is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            }
        ).ToArbitrary();

    public static Arbitrary<JobPolicy> Policies() =>
        (
            from attempts in Gen.Choose(1, 4)
            from waits in Gen.Elements(
                    TimeSpan.Zero,
                    TimeSpan.FromMinutes(10),
                    TimeSpan.FromDays(2),
                    Timeout.InfiniteTimeSpan
                )
                .ArrayOf(4)
            select new JobPolicy
            {
                MaxAttempts = attempts,
                SucceededRetention = waits[0],
                FailedRetention = waits[1],
                CancelledRetention = waits[2],
                TombstoneLifetime = waits[3],
            }
        ).ToArbitrary();

    private static Gen<int?> Perhaps(int most) =>
        Gen.Frequency((1, Gen.Constant((int?)null)), (2, Gen.Choose(0, most).Select(number => (int?)number)));

    private static DateTimeOffset? After(int? milliseconds) =>
        milliseconds is { } known ? JobStory.Start.AddMilliseconds(known) : null;
}
