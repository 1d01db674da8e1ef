using System.Reflection;

namespace Extensions.Jobs.Specification;

/// <summary>The suites that a provider must pass.</summary>
public static class JobSuites
{
    /// <summary>All suites, as open generic types.</summary>
    public static IReadOnlyList<Type> All { get; } =
    [
        .. typeof(JobSuites)
            .Assembly.GetExportedTypes()
            .Where(type => type != typeof(JobStoreTests<>) && FixtureOf(type) is not null)
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    /// <summary>Fails unless each suite is derived for each fixture in a test assembly. Call it from a test of its own.</summary>
    /// <param name="assembly">The provider's tests.</param>
    /// <param name="leftOut">Suites that the provider leaves out, open generic; each with a comment that says why.</param>
    public static void AssertAllDerived(Assembly assembly, params Type[] leftOut)
    {
        var types = assembly.GetTypes();
        var fixtures = types.Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(JobStoreFixture))).ToList();
        Assert.True(
            fixtures.Count > 0,
            $"{assembly.GetName().Name} has no class derived from {nameof(JobStoreFixture)}."
        );

        var derived = types
            .Where(type => type is { IsAbstract: false, IsPublic: true })
            .SelectMany(Ancestors)
            .Where(type => type.IsGenericType)
            .Select(type => (Suite: type.GetGenericTypeDefinition(), Fixture: type.GetGenericArguments()[0]))
            .ToHashSet();
        var missing =
            from fixture in fixtures
            from suite in All.Except(leftOut)
            where !derived.Contains((suite, fixture))
            select $"{suite.Name[..suite.Name.IndexOf('`', StringComparison.Ordinal)]}<{fixture.Name}>";
        Assert.Empty(missing);
    }

    private static Type? FixtureOf(Type type) =>
        Ancestors(type)
            .FirstOrDefault(ancestor =>
                ancestor.IsGenericType && ancestor.GetGenericTypeDefinition() == typeof(JobStoreTests<>)
            )
            ?.GetGenericArguments()[0];

    private static IEnumerable<Type> Ancestors(Type type)
    {
        for (var ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
        {
            yield return ancestor;
        }
    }
}
