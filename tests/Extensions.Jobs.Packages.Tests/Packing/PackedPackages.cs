using System.Reflection;
using Extensions.Jobs.Packages.Tests.Packing;

[assembly: AssemblyFixture(typeof(PackedPackages))]

namespace Extensions.Jobs.Packages.Tests.Packing;

/// <summary>What ships, packed once from what was built, in a folder that is a source of packages.</summary>
public sealed class PackedPackages : IAsyncLifetime
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("jobs-packages-");

    /// <summary>Where the packages are.</summary>
    public string Source => Path.Combine(_root.FullName, "source");

    /// <summary>Where their consumers are built, each in a folder of its own.</summary>
    public string Workplace => Path.Combine(_root.FullName, "consumers");

    /// <summary>The repository that was packed.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The version that all have.</summary>
    public string Version { get; private set; } = "";

    /// <summary>The version of xunit that the shipped suite was built with.</summary>
    public string XunitVersion
    {
        get
        {
            using var suite = Open("Extensions.Jobs.Specification.Tests");
            return suite
                .Dependencies.Single(dependency => dependency.StartsWith("xunit.v3.assert ", StringComparison.Ordinal))
                .Split(' ')[1];
        }
    }

    /// <summary>The names of what ought to ship: every project below src.</summary>
    public static IEnumerable<string> Names =>
        Directory
            .EnumerateDirectories(Path.Combine(Repository, "src"))
            .Select(folder => Path.GetFileName(folder)!)
            .Order();

    public Package Open(string name) => new(Path.Combine(Source, $"{name}.{Version}.nupkg"));

    public async ValueTask InitializeAsync()
    {
        string[] pack =
        [
            "pack",
            "Extensions.Jobs.sln",
            "--no-build",
            "--nologo",
            "--output",
            Source,
            "--configuration",
            Configuration(),
            "-p:WarnOnPackingNonPackableProject=false",
        ];
        await DotnetCommand.RunAsync(Repository, pack, TestContext.Current.CancellationToken);
        const string First = "Extensions.Jobs.Abstractions.";
        Version = Path.GetFileNameWithoutExtension(Directory.GetFiles(Source, First + "*.nupkg").Single())[
            First.Length..
        ];
    }

    public ValueTask DisposeAsync()
    {
        _root.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private static string Configuration() =>
        typeof(PackedPackages).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!folder.EnumerateFiles("Extensions.Jobs.sln").Any())
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not stand in the repository.");
        }

        return folder.FullName;
    }
}
