using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Specification;

/// <summary>Jobs for suites.</summary>
internal static class Sample
{
    public const string Name = "ping";

    /// <summary>Texts that a store, a collation or an escaping may trip over.</summary>
    public const string Text = "Grüße, 東京 🚀 'quoted' \"double\" %_\\ \r\n\t ‮rtl e\u0301 \uFFFD";

    public static JobPolicy Policy { get; } = new();

    public static TimeSpan Hour { get; } = TimeSpan.FromHours(1);

    public static TimeSpan Day { get; } = TimeSpan.FromDays(1);

    public static JobError Error { get; } = new("It failed", Text, "urn:failed", "0af7651916cd43dd8448eb211c80319c");

    /// <summary>A new job; two of them differ in their inputs.</summary>
    public static Job New(DateTimeOffset now, Func<NewJob, NewJob>? change = null)
    {
        var job = new NewJob
        {
            Id = JobId.New(now),
            Name = Name,
            Input = Guid.NewGuid().ToByteArray(),
        };
        return JobTransitions.Create(change is null ? job : change(job), now);
    }

    /// <summary>Many new jobs.</summary>
    public static Job[] Many(int count, DateTimeOffset now, Func<NewJob, NewJob>? change = null) =>
        [.. Enumerable.Range(0, count).Select(_ => New(now, change))];

    public static JobKey Key(string value, DateTimeOffset expires) => new(value, new string('f', 64), expires);

    public static JobDemand Demand(int slots, params string[] names) => new(names.Length == 0 ? [Name] : names, slots);

    public static JobNode Node(string id, long beat) => new(id, beat, new Dictionary<string, NodeWork>());

    /// <summary>Succeeds with an output.</summary>
    public static JobEnd Success(ReadOnlyMemory<byte>? output = null, bool hasCleanup = false) =>
        new JobEnd.Succeeded(output ?? "\"pong\""u8.ToArray(), hasCleanup);
}
