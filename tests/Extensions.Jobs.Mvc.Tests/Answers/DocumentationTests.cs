using System.Reflection;

namespace Extensions.Jobs.Mvc.Tests.Answers;

/// <summary>The address of a type of problem leads to a place that explains it.</summary>
public sealed class DocumentationTests
{
    private static readonly string[] _problems =
    [
        "job-not-found",
        "job-deleted",
        "job-expired",
        "output-not-ready",
        "output-unavailable",
        "output-deleted",
        "job-not-finished",
        "job-finished",
        "too-many-jobs",
        "capacity",
        "invalid-parameter",
        "invalid-cursor",
        "too-many-streams",
        "preference-refused",
        "idempotency-key-missing",
        "idempotency-key-invalid",
        "idempotency-key-reused",
    ];

    public static TheoryData<string> Types()
    {
        var errors = typeof(JobErrorTypes).GetFields(BindingFlags.Public | BindingFlags.Static);
        return [.. _problems, .. errors.Select(field => (string)field.GetRawConstantValue()!)];
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Every_type_has_a_heading_of_its_own(string type)
    {
        var page = await File.ReadAllLinesAsync(PathOfPage(), TestContext.Current.CancellationToken);

        Assert.Single(page, $"### {type}");
    }

    private static string PathOfPage()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!folder.EnumerateFiles("Extensions.Jobs.sln").Any())
        {
            folder = folder.Parent!;
        }

        return Path.Combine(folder.FullName, "docs", "http.md");
    }
}
