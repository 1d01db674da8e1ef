using System.Text.RegularExpressions;
using Extensions.Jobs.Packages.Tests.Packing;

namespace Extensions.Jobs.Packages.Tests.Consuming;

/// <summary>An application that was built from the packages, where nothing of this repository is in reach.</summary>
/// <param name="Folder">Where it stands.</param>
internal sealed partial record Consumer(string Folder)
{
    private string Name => Path.GetFileName(Folder);

    public string Program => Path.Combine(Folder, "out", $"{Name}.dll");

    /// <summary>Builds one of the folder Consumers; its worker is the one that the README shows.</summary>
    public static async Task<Consumer> BuildAsync(
        string name,
        PackedPackages packages,
        CancellationToken cancellationToken
    )
    {
        var folder = Path.Combine(packages.Workplace, name);
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Consumers", name)))
        {
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        }

        using var package = packages.Open("Extensions.Jobs.Abstractions");
        var readme = await package.ReadTextAsync("README.md", cancellationToken);
        var worker = Worker().Match(readme).Groups["code"].Value;
        await File.WriteAllTextAsync(Path.Combine(folder, "PingWorker.cs"), worker, cancellationToken);

        // A cache of packages of its own: the user's may hold others of the same version.
        string[] build =
        [
            "build",
            "--nologo",
            "--output",
            "out",
            $"-p:JobsVersion={packages.Version}",
            $"-p:XunitVersion={packages.XunitVersion}",
            $"-p:RestoreAdditionalProjectSources={packages.Source}",
            $"-p:RestorePackagesPath={Path.Combine(packages.Workplace, "cache")}",
        ];
        await DotnetCommand.RunAsync(folder, build, cancellationToken);
        return new Consumer(folder);
    }

    /// <summary>Runs it to its end.</summary>
    /// <returns>What it has written.</returns>
    public Task<string> RunAsync(string[] arguments, CancellationToken cancellationToken) =>
        DotnetCommand.RunAsync(Folder, [Program, .. arguments], cancellationToken);

    /// <summary>Whether it starts only where ASP.NET Core is installed.</summary>
    public async Task<bool> NeedsAspNetCoreAsync(CancellationToken cancellationToken)
    {
        var needs = await File.ReadAllTextAsync(
            Path.ChangeExtension(Program, ".runtimeconfig.json"),
            cancellationToken
        );
        return needs.Contains("Microsoft.AspNetCore.App", StringComparison.Ordinal);
    }

    [GeneratedRegex("```csharp\r?\n(?<code>[^`]*class PingWorker[^`]*)```")]
    private static partial Regex Worker();
}
