namespace Extensions.Jobs;

/// <summary>Whether a job's output can be read.</summary>
public enum JobOutputState
{
    /// <summary>There is none: not yet, or never.</summary>
    None = 0,

    /// <summary>It is stored and can be read.</summary>
    Available = 1,

    /// <summary>There was one; it has been deleted.</summary>
    Deleted = 2,
}
