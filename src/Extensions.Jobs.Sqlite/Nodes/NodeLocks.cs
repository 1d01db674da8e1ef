using System.Collections.Concurrent;
using System.Diagnostics;
using Extensions.Jobs.Providers;

namespace Extensions.Jobs.Sqlite;

/// <summary>
/// A locked file beside the database for each node of this process: the lock ends with the process, however it ends, and a free one
/// tells the others at once what the beat would tell them after a lease. Thread-safe.
/// </summary>
internal sealed class NodeLocks(SqliteFile file) : IDisposable
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(10);
    private readonly ConcurrentDictionary<string, FileStream> _held = new(StringComparer.Ordinal);
    private volatile bool _areIgnored;

    /// <summary>Locks the node's file until it leaves or the process ends.</summary>
    public async Task HoldAsync(string node, CancellationToken cancellationToken)
    {
        if (_held.ContainsKey(node))
        {
            return;
        }

        var database = (await file.OpenAsync(cancellationToken).ConfigureAwait(false)).Path;
        var path = PathOf(database, node);
        var waited = Stopwatch.StartNew();
        while (!TryHold(node, path))
        {
            if (waited.Elapsed > file.BusyTimeout)
            {
                throw new JobStoreException(
                    $"The file {path} is locked by another process. End it, or delete the file."
                );
            }

            await Task.Delay(_pause, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The node has ended, and all know it.</summary>
    public void Release(string node)
    {
        if (_held.TryRemove(node, out var held))
        {
            held.Dispose();
            Delete(held.Name);
        }
    }

    /// <summary>Those of some nodes whose processes have ended. One without a file is left to its beat.</summary>
    public IReadOnlyList<string> FindDead(string database, IEnumerable<string> nodes) =>
        _areIgnored ? [] : [.. nodes.Where(node => !_held.ContainsKey(node) && IsFree(PathOf(database, node)))];

    /// <summary>Deletes what ended processes have left.</summary>
    /// <param name="database">The path of the database.</param>
    /// <param name="live">Nodes that live, perhaps without their files being locked.</param>
    public void DeleteOthers(string database, IEnumerable<string> live)
    {
        if (_areIgnored)
        {
            return;
        }

        var kept = live.Select(node => PathOf(database, node)).ToHashSet(StringComparer.Ordinal);
        var prefix = PathOf(database, "");
        foreach (var path in Directory.EnumerateFiles(Path.GetDirectoryName(prefix)!, Path.GetFileName(prefix) + "*"))
        {
            if (!kept.Contains(path) && TryLock(path, FileMode.Open) is { } free)
            {
                // While it is locked here, nobody begins to use it.
                Delete(path);
                free.Dispose();
            }
        }
    }

    /// <summary>Lets the locks go and the files stay, as the end of the process does.</summary>
    public void Dispose()
    {
        foreach (var held in _held.Values)
        {
            held.Dispose();
        }

        _held.Clear();
    }

    private static string PathOf(string database, string node) => $"{database}-node-{Uri.EscapeDataString(node)}";

    private bool TryHold(string node, string path)
    {
        if (TryLock(path, FileMode.OpenOrCreate) is not { } held)
        {
            return false;
        }

        // Another process may have found it free, and deleted it, in between.
        if (!File.Exists(path) || !_held.TryAdd(node, held))
        {
            held.Dispose();
            return _held.ContainsKey(node);
        }

        // Some file systems lock nothing: there, every node would look dead.
        _areIgnored |= IsFree(path);
        return true;
    }

    private static bool IsFree(string path)
    {
        using var free = TryLock(path, FileMode.Open);
        return free is not null;
    }

    private static FileStream? TryLock(string path, FileMode mode)
    {
        try
        {
            return new FileStream(path, mode, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (Exception denied)
            when (mode != FileMode.Open && (denied is UnauthorizedAccessException || !File.Exists(path)))
        {
            throw new JobStoreException(
                $"The file {path} cannot be made. Let the process write its folder. {denied.Message}",
                denied
            );
        }
        catch (Exception taken) when (taken is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception kept) when (kept is IOException or UnauthorizedAccessException)
        {
            // Whoever looks for dead nodes next deletes it.
        }
    }
}
