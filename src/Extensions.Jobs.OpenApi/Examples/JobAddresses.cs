using System.Text.RegularExpressions;

namespace Extensions.Jobs.OpenApi;

/// <summary>The addresses of the job in the examples: those that it would have in this document.</summary>
internal sealed partial class JobAddresses(
    IReadOnlyDictionary<string, string> pathsByAction,
    Uri? publicBase,
    string problemTypes
)
{
    private readonly string _start = publicBase?.AbsoluteUri.TrimEnd('/') ?? "";

    public string Self => Get(JobActions.GetStatus);

    public string Output => Get(JobActions.GetOutput);

    public string Collection => Get(JobActions.Create);

    public string? Events => Find(JobActions.Events);

    public string? List => Find(JobActions.List);

    public string? Cancel => Find(JobActions.Cancel);

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
