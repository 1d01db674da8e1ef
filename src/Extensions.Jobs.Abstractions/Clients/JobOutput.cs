namespace Extensions.Jobs;

/// <summary>The output of a succeeded job.</summary>
/// <typeparam name="TOutput">The output of the worker.</typeparam>
/// <param name="Json">The stored bytes, UTF-8 JSON; empty for a job without output.</param>
/// <param name="Version">The version of the job that stored it: its ETag over HTTP.</param>
/// <param name="Status">The job.</param>
/// <param name="Read">Reads <see cref="Value"/> from the bytes.</param>
public sealed record JobOutput<TOutput>(
    ReadOnlyMemory<byte> Json,
    long Version,
    JobStatus Status,
    Func<ReadOnlyMemory<byte>, TOutput> Read
)
{
    /// <summary>The output, read anew at each call.</summary>
    /// <exception cref="System.Text.Json.JsonException">This version of the program cannot read what was stored.</exception>
    public TOutput Value => Read(Json);
}
