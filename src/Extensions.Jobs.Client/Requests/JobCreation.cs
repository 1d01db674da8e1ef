namespace Extensions.Jobs;

/// <summary>What may be said of a job at its creation over HTTP.</summary>
internal static class JobCreation
{
    private const int MaxKeyLength = 255;

    /// <summary>
    /// The key of a creation. There always is one, so that it can be sent again when its answer was lost without making a second job.
    /// </summary>
    /// <exception cref="NotSupportedException">Something is asked that the server alone decides.</exception>
    /// <exception cref="ArgumentException">The key has another form.</exception>
    public static string KeyOf(CreateJobOptions? options)
    {
        var refused =
            options is null ? null
            : options.Due is not null ? nameof(options.Due)
            : options.Priority != JobPriority.Normal ? nameof(options.Priority)
            : options.Owner is not null ? nameof(options.Owner)
            : options.Transaction is not null ? nameof(options.Transaction)
            : null;
        if (refused is not null)
        {
            throw new NotSupportedException(
                $"CreateJobOptions.{refused} is for clients in process: over HTTP the server alone decides it."
            );
        }

        var key = options?.IdempotencyKey ?? Guid.NewGuid().ToString("N");
        return key.Length is > 0 and <= MaxKeyLength && !key.AsSpan().ContainsAnyExceptInRange(' ', '~')
            ? key
            : throw new ArgumentException(
                $"An idempotency key has 1 to {MaxKeyLength} printable ASCII characters.",
                nameof(options)
            );
    }
}
