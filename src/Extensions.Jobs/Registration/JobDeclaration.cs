namespace Extensions.Jobs;

/// <summary>One call of <c>AddJobs&lt;…&gt;</c> or <c>AddWorker&lt;…&gt;</c>. All that name the same job together describe it.</summary>
/// <param name="Name">The name of the job.</param>
/// <param name="Input">The type of its input.</param>
/// <param name="Output">The type of its output.</param>
internal sealed record JobDeclaration(string Name, Type Input, Type Output)
{
    /// <summary>Whether it is to be reachable from outside.</summary>
    public bool HasFront { get; init; }

    /// <summary>The type of its worker; null: declared without.</summary>
    public Type? Worker { get; init; }

    /// <summary>Makes what runs the worker; null: declared without.</summary>
    public Func<IServiceProvider, JobType, JobWork>? Work { get; init; }
}
