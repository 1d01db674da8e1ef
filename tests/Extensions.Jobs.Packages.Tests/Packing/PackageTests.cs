using System.Text;

namespace Extensions.Jobs.Packages.Tests.Packing;

[Trait("Category", "Packages")]
public sealed class PackageTests(PackedPackages packages)
{
    private const string Abstractions = "Extensions.Jobs.Abstractions";

    // Without versions; ours are all of one. What a package brings along is a promise: a new one is written here first.
    private static readonly Dictionary<string, string[]> _dependencies = new()
    {
        [Abstractions] = ["Microsoft.Extensions.DependencyInjection.Abstractions"],
        ["Extensions.Jobs"] =
        [
            Abstractions,
            "Microsoft.Extensions.Diagnostics.HealthChecks",
            "Microsoft.Extensions.Hosting",
        ],
        ["Extensions.Jobs.Client"] = [Abstractions, "Microsoft.Extensions.Http"],
        ["Extensions.Jobs.Mvc"] = ["Extensions.Jobs"],
        ["Extensions.Jobs.OpenApi"] = ["Extensions.Jobs.Mvc", "Microsoft.AspNetCore.OpenApi"],
        ["Extensions.Jobs.Specification.Tests"] =
        [
            "Extensions.Jobs.Testing",
            "xunit.v3.assert",
            "xunit.v3.extensibility.core",
        ],
        ["Extensions.Jobs.Sqlite"] = [Abstractions, "Microsoft.Data.Sqlite"],
        ["Extensions.Jobs.Testing"] = ["Extensions.Jobs", "Microsoft.Extensions.TimeProvider.Testing"],
    };

    public static TheoryData<string> Names() => [.. PackedPackages.Names];

    [Fact]
    public void What_stands_in_src_is_packed_and_nothing_else() =>
        Assert.Equal(
            PackedPackages.Names.Select(name => $"{name}.{packages.Version}.nupkg").Order(),
            Directory.GetFiles(packages.Source, "*.nupkg").Select(path => Path.GetFileName(path)).Order()
        );

    [Theory]
    [MemberData(nameof(Names))]
    public void A_package_has_its_library_with_documentation_and_a_readme(string name)
    {
        using var package = packages.Open(name);

        Assert.Equal(
            ["README.md", $"lib/net10.0/{name}.dll", $"lib/net10.0/{name}.xml"],
            package.Files.Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Symbols_go_into_a_package_of_their_own(string name)
    {
        using var symbols = new Package(Path.Combine(packages.Source, $"{name}.{packages.Version}.snupkg"));

        Assert.Equal([$"lib/net10.0/{name}.pdb"], symbols.Files);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_package_says_what_it_is_and_where_it_comes_from(string name)
    {
        using var package = packages.Open(name);

        Assert.Equal("MIT", package["license"]);
        Assert.EndsWith(".", package["description"], StringComparison.Ordinal);
        Assert.NotEqual("Package Description", package["description"]);
        Assert.NotEmpty(package["tags"] ?? "");
        Assert.NotEmpty(package["projectUrl"] ?? "");
        Assert.Matches("^[0-9a-f]{40}$", package.RepositoryCommit);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_package_brings_along_only_what_it_is_made_of(string name)
    {
        using var package = packages.Open(name);

        Assert.Equal(_dependencies[name], package.Dependencies.Select(dependency => dependency.Split(' ')[0]));
        Assert.Equal(name is "Extensions.Jobs.Mvc" or "Extensions.Jobs.OpenApi", package.NeedsAspNetCore);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Our_packages_fit_each_other_only_in_one_version(string name)
    {
        using var package = packages.Open(name);

        Assert.All(
            package.Dependencies.Where(dependency =>
                dependency.StartsWith("Extensions.Jobs", StringComparison.Ordinal)
            ),
            dependency => Assert.EndsWith($" [{packages.Version}]", dependency, StringComparison.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_package_knows_no_path_of_the_machine_that_built_it(string name)
    {
        using var package = packages.Open(name);

        var library = await package.ReadBytesAsync($"lib/net10.0/{name}.dll", TestContext.Current.CancellationToken);

        Assert.DoesNotContain(PackedPackages.Repository, Encoding.Latin1.GetString(library), StringComparison.Ordinal);
    }
}
