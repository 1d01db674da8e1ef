using Mono.Cecil;

namespace Extensions.Jobs.Architecture.Tests;

/// <summary>What users see is closed, and lies where they look for it.</summary>
public sealed class PublicTypeTests
{
    // JobsController<TInput, TOutput> alone may be derived from.
    private static readonly HashSet<string> _open = ["Extensions.Jobs.JobsController`2"];

    [Fact]
    public void A_public_class_is_sealed_static_or_abstract()
    {
        var open =
            from type in Shipped.PublicTypes
            where type.IsClass && !type.IsSealed && !type.IsAbstract
            where !type.WithBases().Any(ancestor => ancestor.FullName is "System.Exception" or "System.Attribute")
            select type.FullName;

        Offenders.None(open.Except(_open));
    }

    [Fact]
    public void A_public_type_lies_in_the_one_namespace_or_in_that_of_its_package()
    {
        var misplaced =
            from type in Shipped.PublicTypes
            where !type.IsNested && !Namespaces(type.Module.Assembly).Contains(type.Namespace)
            select type.FullName;

        Offenders.None(misplaced);
    }

    /// <summary>The one that all share; in the contracts that of authors of providers; else that of the back-end.</summary>
    private static string[] Namespaces(AssemblyDefinition assembly) =>
        assembly.Name.Name switch
        {
            Shipped.Abstractions => ["Extensions.Jobs", "Extensions.Jobs.Providers"],
            Shipped.Engine => ["Extensions.Jobs"],
            "Extensions.Jobs.Specification.Tests" => ["Extensions.Jobs.Specification"],
            var package => ["Extensions.Jobs", package],
        };
}
