namespace Extensions.Jobs;

/// <summary>What may be said of a job at its creation.</summary>
internal static class CreationRules
{
    private const int MaxKeyLength = 255;
    private const int MaxOwnerLength = 256;

    /// <summary>Whose the job is: the client's own owner, or, if it acts for the application, the one that was named.</summary>
    public static string OwnerOf(CreateJobOptions options, string? clientOwner) =>
        clientOwner is null || options.Owner is null || options.Owner == clientOwner
            ? options.Owner ?? clientOwner ?? ""
            : throw new ArgumentException(
                "This client creates jobs of its own owner alone. Use the client as it is injected to name another.",
                nameof(options)
            );

    /// <summary>Whether every store can keep and compare it.</summary>
    public static bool IsOwner(string owner) =>
        owner.Length <= MaxOwnerLength && !owner.Any(char.IsControl) && JobText.Clean(owner) == owner;

    /// <summary>The same owner, if every store can keep and compare it.</summary>
    public static string CheckOwner(string owner)
    {
        ArgumentNullException.ThrowIfNull(owner);
        return IsOwner(owner)
            ? owner
            : throw new ArgumentException(
                $"An owner has {MaxOwnerLength} characters at most, no control characters and no lone surrogates.",
                nameof(owner)
            );
    }

    public static void Check(CreateJobOptions options)
    {
        CheckOwner(options.Owner ?? "");
        if (
            options.IdempotencyKey is { } key
            && (key.Length is 0 or > MaxKeyLength || key.AsSpan().ContainsAnyExceptInRange(' ', '~'))
        )
        {
            throw new ArgumentException(
                $"An idempotency key has 1 to {MaxKeyLength} printable ASCII characters.",
                nameof(options)
            );
        }

        if (!Enum.IsDefined(options.Priority))
        {
            throw new ArgumentException($"'{options.Priority}' is no priority.", nameof(options));
        }
    }
}
