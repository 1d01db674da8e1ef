using System.Globalization;
using System.Reflection;
using Extensions.Jobs.Providers;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Extensions.Jobs.Sqlite;

/// <summary>The numbered scripts of the folder Schema; the number of the last one applied stands in the file's user_version.</summary>
internal static class SqliteSchema
{
    private const string Version = "PRAGMA user_version";
    private static readonly string[] _scripts = ReadScripts();

    /// <summary>Applies what is missing: all of it, or nothing.</summary>
    /// <exception cref="JobStoreException">The schema is newer than these scripts.</exception>
    /// <exception cref="SqliteException">Among others: another process holds the file.</exception>
    public static void Prepare(JobConnection connection)
    {
        if (connection.Prepare(Version).Number() == _scripts.Length)
        {
            return;
        }

        connection.Execute("BEGIN IMMEDIATE");
        try
        {
            // Another process may have been first.
            Apply(connection, connection.Prepare(Version).Number()!.Value);
            connection.Execute("COMMIT");
        }
        catch
        {
            connection.Rollback();
            throw;
        }
    }

    private static void Apply(JobConnection connection, long version)
    {
        if (version > _scripts.Length)
        {
            throw new JobStoreException(
                $"{connection.FileName} has schema {version}, and this version of Extensions.Jobs.Sqlite knows {_scripts.Length} at most. "
                    + "Update the package, or name another file."
            );
        }

        try
        {
            foreach (var script in _scripts.Skip((int)version))
            {
                connection.Execute(script);
            }
        }
        catch (SqliteException conflict) when (conflict.SqliteErrorCode == raw.SQLITE_ERROR)
        {
            throw new JobStoreException(
                $"The tables of jobs cannot be made in {connection.FileName}: {conflict.Message} Name another file.",
                conflict
            );
        }

        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {_scripts.Length}"));
    }

    private static string[] ReadScripts()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return
        [
            .. assembly
                .GetManifestResourceNames()
                .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
                .Select(name => new StreamReader(assembly.GetManifestResourceStream(name)!).ReadToEnd()),
        ];
    }
}
