namespace Extensions.Jobs;

/// <summary>Where the jobs of one pair of types are, and the name of the HTTP client that reaches them.</summary>
/// <typeparam name="TInput">The input of the worker.</typeparam>
/// <typeparam name="TOutput">The output of the worker.</typeparam>
internal sealed record JobEndpoint<TInput, TOutput>(Uri Collection)
    where TInput : notnull
{
    /// <summary>Of the HTTP client and of the options.</summary>
    public static string ClientName { get; } = $"Jobs {typeof(TInput)} {typeof(TOutput)}";

    /// <summary>The answers that the server holds for the client.</summary>
    public HeldAnswers Held { get; } = new();
}
