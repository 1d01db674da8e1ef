using System.Text.RegularExpressions;
using Mono.Cecil;

namespace Extensions.Jobs.Architecture.Tests;

/// <summary>Names come from the domain: none of those under which anything could be put.</summary>
public sealed partial class NameTests
{
    private static readonly HashSet<string> _saysNothing =
    [
        "Services",
        "Helper",
        "Helpers",
        "Util",
        "Utils",
        "Utility",
        "Utilities",
        "Common",
        "Manager",
        "Managers",
        "Models",
    ];

    [Fact]
    public void No_type_is_called_by_a_word_that_says_nothing()
    {
        var named = Shipped.Types.Where(type =>
            // Generators of the framework put types of theirs into our assemblies.
            OutermostNamespace(type).StartsWith("Extensions.Jobs", StringComparison.Ordinal)
            && _saysNothing.Contains(LastWord().Match(type.Name).Value)
        );

        Offenders.None(named.Select(type => type.FullName));
    }

    private static string OutermostNamespace(TypeDefinition type) =>
        type.DeclaringType is { } outer ? OutermostNamespace(outer) : type.Namespace;

    [Fact]
    public void Nor_is_a_folder()
    {
        var root = Root(new DirectoryInfo(AppContext.BaseDirectory));

        var folders =
            from part in new[] { "src", "tests", "samples", "benchmarks" }
            let path = Path.Combine(root.FullName, part)
            where Directory.Exists(path)
            from folder in Below(new DirectoryInfo(path))
            where _saysNothing.Contains(folder.Name)
            select folder.FullName;

        Offenders.None(folders);
    }

    private static DirectoryInfo Root(DirectoryInfo folder) =>
        folder.EnumerateFiles("Extensions.Jobs.sln").Any() ? folder : Root(folder.Parent!);

    private static IEnumerable<DirectoryInfo> Below(DirectoryInfo folder) =>
        folder
            .EnumerateDirectories()
            .Where(inner => inner.Name is not ("bin" or "obj" or "node_modules"))
            .SelectMany(inner => Below(inner).Prepend(inner));

    // Of "WaitingClaims" it is "Claims"; what stands behind a generic type's name is no part of it.
    [GeneratedRegex("[A-Z][a-z]+(?=`|$)")]
    private static partial Regex LastWord();
}
