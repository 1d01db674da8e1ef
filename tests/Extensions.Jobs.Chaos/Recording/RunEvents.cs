namespace Extensions.Jobs.Chaos;

/// <summary>A worker has begun.</summary>
internal sealed record RunStarted(string Job, string Run, int Attempt) : ChaosEvent;

/// <summary>Its token was cancelled.</summary>
internal sealed record RunStopped(string Job, string Run, JobStopCause Cause) : ChaosEvent;

/// <summary>It is about to kill its process.</summary>
internal sealed record RunKills(string Job, string Run) : ChaosEvent;

/// <summary>It has ended, however.</summary>
internal sealed record RunEnded(string Job, string Run) : ChaosEvent;

/// <summary>The output of a run was cleaned up.</summary>
internal sealed record OutputCleaned(string Job, string Run) : ChaosEvent;
