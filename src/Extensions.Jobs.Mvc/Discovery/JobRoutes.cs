namespace Extensions.Jobs.Mvc;

/// <summary>The actions of a controller of jobs, and the names of their routes.</summary>
internal static class JobRoutes
{
    public const string Create = nameof(JobsController<,>.Create);
    public const string List = nameof(JobsController<,>.List);
    public const string GetStatus = nameof(JobsController<,>.GetStatus);
    public const string GetOutput = nameof(JobsController<,>.GetOutput);
    public const string Events = nameof(JobsController<,>.Events);
    public const string Delete = nameof(JobsController<,>.Delete);
    public const string DeleteOutput = nameof(JobsController<,>.DeleteOutput);
    public const string Cancel = nameof(JobsController<,>.Cancel);

    /// <summary>The name of a route, which is its operation id in descriptions of the API too: <c>ping_GetStatus</c>.</summary>
    public static string NameOf(JobType type, string action) => $"{type.Name}_{action}";

    public static string TemplateOf(JobType type, string prefix) =>
        prefix.Length == 0 ? type.Name : $"{prefix}/{type.Name}";
}
