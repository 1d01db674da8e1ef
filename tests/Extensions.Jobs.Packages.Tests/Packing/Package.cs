using System.IO.Compression;
using System.Xml.Linq;

namespace Extensions.Jobs.Packages.Tests.Packing;

/// <summary>A package as it would be published.</summary>
public sealed class Package : IDisposable
{
    private readonly ZipArchive _archive;
    private readonly XElement _metadata;

    public Package(string path)
    {
        _archive = ZipFile.OpenRead(path);
        using var nuspec = _archive
            .Entries.Single(entry => entry.Name.EndsWith(".nuspec", StringComparison.Ordinal))
            .Open();
        _metadata = XDocument.Load(nuspec).Root!.Elements().Single();
    }

    /// <summary>What it carries, without what only the form of packages asks for.</summary>
    public IEnumerable<string> Files =>
        _archive.Entries.Select(entry => entry.FullName).Where(name => !IsOfTheForm(name)).Order();

    /// <summary>"name version" of each package that it brings along.</summary>
    public IEnumerable<string> Dependencies =>
        from dependency in Children("dependencies").Descendants()
        where dependency.Name.LocalName == "dependency"
        select $"{(string?)dependency.Attribute("id")} {(string?)dependency.Attribute("version")}";

    public bool NeedsAspNetCore =>
        Children("frameworkReferences")
            .Descendants()
            .Any(e => (string?)e.Attribute("name") == "Microsoft.AspNetCore.App");

    public string? this[string name] => Children(name).SingleOrDefault()?.Value;

    public string? RepositoryCommit => (string?)Children("repository").SingleOrDefault()?.Attribute("commit");

    public async Task<string> ReadTextAsync(string file, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(_archive.GetEntry(file)!.Open());
        return await reader.ReadToEndAsync(cancellationToken);
    }

    public async Task<byte[]> ReadBytesAsync(string file, CancellationToken cancellationToken)
    {
        await using var content = _archive.GetEntry(file)!.Open();
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }

    public void Dispose() => _archive.Dispose();

    private IEnumerable<XElement> Children(string name) => _metadata.Elements().Where(e => e.Name.LocalName == name);

    private static bool IsOfTheForm(string name) =>
        name.StartsWith("_rels/", StringComparison.Ordinal)
        || name.StartsWith("package/", StringComparison.Ordinal)
        || name.EndsWith(".nuspec", StringComparison.Ordinal)
        || name == "[Content_Types].xml";
}
