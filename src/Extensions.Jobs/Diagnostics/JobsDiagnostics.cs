using System.Diagnostics;

namespace Extensions.Jobs;

/// <summary>The names under which jobs are traced and measured.</summary>
internal static class JobsDiagnostics
{
    public const string Name = "Extensions.Jobs";

    public static ActivitySource Source { get; } = new(Name);

    /// <summary>The run of a job continues the trace of the request that created it.</summary>
    public static Activity? StartRun(JobHeader job)
    {
        ActivityContext.TryParse(job.TraceParent, null, isRemote: true, out var parent);
        var activity = Source.StartActivity($"process {job.Name}", ActivityKind.Consumer, parent);
        activity?.SetTag("messaging.operation.type", "process");
        activity?.SetTag("messaging.destination.name", job.Name);
        activity?.SetTag("messaging.message.id", job.Id);
        return activity;
    }

    /// <summary>The id of the trace to which a run belongs; null: none.</summary>
    public static string? TraceIdOf(Activity? activity, JobHeader job) => activity?.TraceId.ToString() ?? job.TraceId;
}
