namespace Extensions.Jobs;

/// <summary>Why a job was removed. What is left of it is a tombstone.</summary>
public enum JobRemoval
{
    /// <summary>It was not.</summary>
    None = 0,

    /// <summary>Somebody deleted it.</summary>
    Deleted = 1,

    /// <summary>Its retention had passed.</summary>
    Expired = 2,
}
