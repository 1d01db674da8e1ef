namespace Extensions.Jobs.Providers;

/// <summary>
/// The store could not be reached, is locked, read-only, corrupt or full, or its answer was lost. What was being written is
/// perhaps written.
/// </summary>
public sealed class JobStoreException : Exception
{
    /// <summary>Says what is wrong with the store, and how to mend it.</summary>
    public JobStoreException(string message)
        : base(message) { }

    /// <summary>Says what is wrong with the store, and how to mend it.</summary>
    public JobStoreException(string message, Exception innerException)
        : base(message, innerException) { }
}
