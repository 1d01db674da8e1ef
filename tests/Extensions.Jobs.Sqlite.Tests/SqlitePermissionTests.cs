using System.Runtime.Versioning;
using Extensions.Jobs.Sqlite.Tests.Processes;

namespace Extensions.Jobs.Sqlite.Tests;

/// <summary>A file or folder that the process may not write. Root may write all: another user tries, in a process of his own.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class SqlitePermissionTests : IDisposable
{
    private const string Sentence = "is read-only. Let the process write the file and its folder.";

    private const UnixFileMode ReadOnly =
        UnixFileMode.UserRead
        | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherExecute;

    private const UnixFileMode All =
        ReadOnly | UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    private readonly TemporaryFile _file = new();

    [Fact]
    public async Task A_file_that_may_not_be_written_is_said_to_be_read_only()
    {
        await CreateAsync();
        File.SetUnixFileMode(_file.Path, ReadOnly);

        Assert.Contains(Sentence, await TryAsync(), StringComparison.Ordinal);

        File.SetUnixFileMode(_file.Path, All);
        Assert.Equal("joined", await TryAsync());
    }

    [Fact]
    public async Task A_folder_that_may_not_be_written_is_said_to_be_read_only()
    {
        await CreateAsync();
        File.SetUnixFileMode(_file.Path, All);
        File.SetUnixFileMode(_file.Folder, ReadOnly);

        Assert.Contains(Sentence, await TryAsync(), StringComparison.Ordinal);

        File.SetUnixFileMode(_file.Folder, All);
        Assert.Equal("joined", await TryAsync());
    }

    [Fact]
    public async Task A_file_that_may_not_be_read_is_said_to_be_closed()
    {
        await CreateAsync();
        File.SetUnixFileMode(_file.Path, UnixFileMode.None);

        Assert.Contains("cannot be opened.", await TryAsync(), StringComparison.Ordinal);

        File.SetUnixFileMode(_file.Path, All);
        Assert.Equal("joined", await TryAsync());
    }

    public void Dispose() => _file.Dispose();

    private async Task CreateAsync()
    {
        File.SetUnixFileMode(_file.Folder, All);
        using var store = _file.OpenStore();
        await store.BeatAsync(Sample.Node("a"));
    }

    private async Task<string> TryAsync()
    {
        using var process = OtherProcess.Trying(_file);
        return (await process.ReadLineAsync(TestContext.Current.CancellationToken))!;
    }
}
