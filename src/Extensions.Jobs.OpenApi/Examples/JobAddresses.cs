using System.Text.RegularExpressions;
using Extensions.Jobs.Mvc;

namespace Extensions.Jobs.OpenApi;

/// <summary>The addresses of the job in the examples: those that it would have in this document.</summary>
internal sealed partial class JobAddresses(
    IReadOnlyDictionary<string, string> pathsByAction,
    Uri? publicBase,
    string problemTypes
)
{
    private readonly string _start = publicBase?.AbsoluteUri.TrimEnd('/') ?? "";

    public string Self => Get(JobRoutes.GetStatus);

    public string Output => Get(JobRoutes.GetOutput);

    public string Collection => Get(JobRoutes.Create);

    public string? Events => Find(JobRoutes.Events);

    public string? List => Find(JobRoutes.List);

    public string? Cancel => Find(JobRoutes.Cancel);

    /// <summary>The operations of one type of job, with the options of the host.</summary>
    public static JobAddresses Of(IEnumerable<JobOperation> operations, JobsOptions options)
    {
        var paths = operations
            .GroupBy(each => each.Mark.Action)
            .ToDictionary(each => each.Key, each => each.First().Path);
        return new(paths, options.PublicBaseUri, options.ProblemTypeBase.OriginalString);
    }

    public string ProblemType(string suffix) => problemTypes + suffix;

    /// <summary>The path of a request, as problems tell it.</summary>
    public string Instance(string path) => publicBase?.AbsolutePath.TrimEnd('/') + Fill(path);

    private static string Fill(string path) =>
        Parameters().Replace(path.Replace("{id}", JobExamples.Id, StringComparison.Ordinal), "$1");

    private string Get(string action) => Find(action) ?? $"{_start}/{JobExamples.Id}";

    private string? Find(string action) => pathsByAction.TryGetValue(action, out var path) ? _start + Fill(path) : null;

    [GeneratedRegex(@"\{([^}:?*=]+)[^}]*\}")]
    private static partial Regex Parameters();
}
