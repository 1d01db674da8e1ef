namespace Extensions.Jobs;

/// <summary>The output of a job that has none: <c>IWorker&lt;TInput, NoOutput&gt;</c>. Nothing is stored.</summary>
public readonly record struct NoOutput
{
    /// <summary>The only value.</summary>
    public static NoOutput Value => default;
}
