namespace Extensions.Jobs;

/// <summary>Which of two due jobs of one name is claimed first. Default: <see cref="Normal"/>.</summary>
public enum JobPriority
{
    /// <summary>After all others.</summary>
    Low = -1,

    /// <summary>The default.</summary>
    Normal = 0,

    /// <summary>Before all others.</summary>
    High = 1,
}
