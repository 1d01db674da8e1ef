using Mono.Cecil;

namespace Extensions.Jobs.Architecture.Tests;

/// <summary>The assemblies that ship, as they were built.</summary>
internal static class Shipped
{
    public const string Abstractions = "Extensions.Jobs.Abstractions";
    public const string Engine = "Extensions.Jobs";

    private static readonly string[] _platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(
        Path.PathSeparator
    );

    public static IReadOnlyList<AssemblyDefinition> Assemblies { get; } = Read();

    /// <summary>All types, nested ones too.</summary>
    public static IEnumerable<TypeDefinition> Types =>
        Assemblies.SelectMany(assembly => assembly.MainModule.GetTypes());

    /// <summary>What a user of a package can see.</summary>
    public static IEnumerable<TypeDefinition> PublicTypes => Types.Where(IsVisible);

    public static AssemblyDefinition Named(string name) => Assemblies.Single(assembly => assembly.Name.Name == name);

    public static bool IsShipped(TypeReference type) =>
        Assemblies.Any(assembly => assembly.Name.Name == type.Resolve()?.Module.Assembly.Name.Name);

    /// <summary>Whether an assembly belongs to .NET itself, without ASP.NET.</summary>
    public static bool IsFramework(string name)
    {
        var home = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return File.Exists(Path.Combine(home, name + ".dll"));
    }

    /// <summary>The type and all from which it derives.</summary>
    public static IEnumerable<TypeDefinition> WithBases(this TypeDefinition type)
    {
        for (var next = type; next is not null; next = next.BaseType?.Resolve())
        {
            yield return next;
        }
    }

    private static bool IsVisible(TypeDefinition type) =>
        type.IsPublic || ((type.IsNestedPublic || type.IsNestedFamily) && IsVisible(type.DeclaringType));

    private static AssemblyDefinition[] Read()
    {
        var resolver = new DefaultAssemblyResolver();
        foreach (var folder in _platform.Select(Path.GetDirectoryName).Distinct())
        {
            resolver.AddSearchDirectory(folder);
        }

        return
        [
            .. from path in _platform
            let name = Path.GetFileNameWithoutExtension(path)
            where name.StartsWith("Extensions.Jobs", StringComparison.Ordinal)
            where name != typeof(Shipped).Assembly.GetName().Name
            orderby name
            select AssemblyDefinition.ReadAssembly(path, new ReaderParameters { AssemblyResolver = resolver }),
        ];
    }
}
