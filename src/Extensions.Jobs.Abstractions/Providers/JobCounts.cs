namespace Extensions.Jobs.Providers;

/// <summary>How many jobs of a name there are.</summary>
/// <param name="Name">The name.</param>
/// <param name="Queued">All queued ones, due or not.</param>
/// <param name="Due">Of these, the ones due by the time that was asked.</param>
/// <param name="OldestDue">Since when the oldest of the due ones is due; null: there is none.</param>
/// <param name="Running">The running ones.</param>
public sealed record JobCounts(string Name, long Queued, long Due, DateTimeOffset? OldestDue, long Running);
