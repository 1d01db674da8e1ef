namespace Extensions.Jobs.Providers;

/// <summary>A hint that a job has a new version.</summary>
/// <param name="Id">The job; null: look at all that you wait for.</param>
/// <param name="Version">Its version.</param>
public readonly record struct JobSignal(string? Id, long Version)
{
    /// <summary>Something may have changed: look at all that you wait for.</summary>
    public static JobSignal Any => default;
}
