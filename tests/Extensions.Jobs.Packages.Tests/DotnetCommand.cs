using System.Diagnostics;

namespace Extensions.Jobs.Packages.Tests;

/// <summary>A call of <c>dotnet</c>.</summary>
internal static class DotnetCommand
{
    /// <summary>Runs it to its end, which has to be a good one.</summary>
    /// <returns>What it has written.</returns>
    public static async Task<string> RunAsync(
        string folder,
        IReadOnlyList<string> arguments,
        CancellationToken cancellationToken
    )
    {
        using var process = Process.Start(Describe(folder, arguments))!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(cancellationToken) + await errors;
            await process.WaitForExitAsync(cancellationToken);
            return process.ExitCode == 0
                ? output
                : throw new InvalidOperationException(
                    $"dotnet {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{output}"
                );
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    public static ProcessStartInfo Describe(string folder, IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // A build node that waits for more work would keep the output open, and the reader waiting.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        return start;
    }
}
