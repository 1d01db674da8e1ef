using System.Globalization;

namespace Extensions.Jobs.Chaos;

/// <summary>Plans journeys: all of it follows from the seed, the client and its how-many-eth journey it is.</summary>
internal static class Journeys
{
    /// <summary>So many journeys of the first client have one whose job kills its process in every attempt.</summary>
    private const int DeadlyEvery = 40;

    public static JourneyPlan Plan(ChaosArguments arguments, int client, int number)
    {
        var random = new Random(Seeds.Of(arguments.Seed, client, number));
        return new JourneyPlan
        {
            Key = string.Create(CultureInfo.InvariantCulture, $"client-{client}-{number}"),
            Name = random.NextDouble() < 0.7 ? ChaosJobs.DigestName : ChaosJobs.ArchiveName,
            Work = WorkOf(random, isDeadly: arguments.HasDeadlyJobs && client == 0 && number % DeadlyEvery == 0),
            Course = CourseOf(random.NextDouble()),
            After = TimeSpan.FromMilliseconds(random.NextDouble() < 0.3 ? 0 : random.Next(3000)),
            SubmitsTwice = random.NextDouble() < 0.1,
            Waits = random.NextDouble() < 0.5,
            Seed = random.Next(),
        };
    }

    private static Course CourseOf(double share) =>
        share switch
        {
            < 0.25 => Course.Watch,
            < 0.55 => Course.Forget,
            < 0.67 => Course.Cancel,
            < 0.85 => Course.Delete,
            < 0.93 => Course.WatchThenDelete,
            _ => Course.WatchThenDeleteOutput,
        };

    private static DigestRequest WorkOf(Random random, bool isDeadly)
    {
        var (steps, milliseconds) = random.NextDouble() switch
        {
            < 0.4 => (random.Next(1, 5), random.Next(1, 20)),
            < 0.8 => (random.Next(5, 20), random.Next(20, 60)),
            _ => (random.Next(20, 60), random.Next(40, 80)),
        };
        return new DigestRequest
        {
            Seed = random.Next(),
            Steps = steps,
            StepMilliseconds = milliseconds,
            Ending = random.NextDouble() switch
            {
                < 0.9 => Ending.Succeeds,
                < 0.95 => Ending.Fails,
                _ => Ending.GivesUp,
            },
            FailingAttempts = isDeadly ? 0 : AttemptsOf(random, some: 0.12, all: 0.02),
            Failure = random.NextDouble() switch
            {
                < 0.5 => Failure.Throws,
                < 0.9 => Failure.AsksForRetry,
                _ => Failure.Hangs,
            },
            KillingAttempts = isDeadly ? ChaosJobs.MaxAttempts : AttemptsOf(random, some: 0.003, all: 0),
            DeafMilliseconds = random.NextDouble() switch
            {
                < 0.08 => random.Next(200, 2500),
                < 0.10 => random.Next(7000, 9000),
                _ => 0,
            },
        };
    }

    private static int AttemptsOf(Random random, double some, double all) =>
        random.NextDouble() switch
        {
            var share when share < all => ChaosJobs.MaxAttempts,
            var share when share < all + some => random.Next(1, ChaosJobs.MaxAttempts - 1),
            _ => 0,
        };
}
