namespace Extensions.Jobs.Architecture.Tests;

/// <summary>Who knows whom. A provider knows the contracts alone; the engine knows no web.</summary>
public sealed class DependencyTests
{
    // An assembly that is not named here is a provider.
    private static readonly Dictionary<string, string[]> _mayKnow = new()
    {
        [Shipped.Abstractions] = [],
        [Shipped.Engine] = [Shipped.Abstractions],
        ["Extensions.Jobs.Mvc"] = [Shipped.Abstractions, Shipped.Engine],
        ["Extensions.Jobs.OpenApi"] = [Shipped.Abstractions, Shipped.Engine, "Extensions.Jobs.Mvc"],
        ["Extensions.Jobs.Client"] = [Shipped.Abstractions],
        ["Extensions.Jobs.Testing"] = [Shipped.Abstractions, Shipped.Engine],
        ["Extensions.Jobs.Specification.Tests"] = [Shipped.Abstractions, Shipped.Engine, "Extensions.Jobs.Testing"],
    };

    private static readonly string[] _knowTheWeb = ["Extensions.Jobs.Mvc", "Extensions.Jobs.OpenApi"];

    public static TheoryData<string> Names() => [.. Shipped.Assemblies.Select(assembly => assembly.Name.Name)];

    [Fact]
    public void The_assemblies_are_found() =>
        Assert.Superset(
            new HashSet<string>
            {
                Shipped.Abstractions,
                Shipped.Engine,
                "Extensions.Jobs.Mvc",
                "Extensions.Jobs.Sqlite",
            },
            Shipped.Assemblies.Select(assembly => assembly.Name.Name).ToHashSet()
        );

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_knows_only_what_it_builds_on(string name)
    {
        var known = References(name).Where(other => other.StartsWith("Extensions.Jobs", StringComparison.Ordinal));

        Offenders.None(known.Except(_mayKnow.GetValueOrDefault(name, [Shipped.Abstractions])));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Only_the_web_packages_know_the_web(string name)
    {
        var web = References(name).Where(other => other.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));

        Offenders.None(_knowTheWeb.Contains(name) ? [] : web);
    }

    [Fact]
    public void The_contracts_need_nothing_but_dependency_injection() =>
        Assert.Equal(
            ["Microsoft.Extensions.DependencyInjection.Abstractions"],
            References(Shipped.Abstractions).Where(other => !Shipped.IsFramework(other))
        );

    private static IEnumerable<string> References(string name) =>
        Shipped.Named(name).MainModule.AssemblyReferences.Select(reference => reference.Name);
}
