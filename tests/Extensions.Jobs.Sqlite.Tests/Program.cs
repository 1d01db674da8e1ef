using Extensions.Jobs.Sqlite.Tests.Processes;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace Extensions.Jobs.Sqlite.Tests;

/// <summary>Runs the tests, as the entry point that xunit would generate; or plays another process on a file.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args) =>
        args switch
        {
            [OtherProcess.Argument, var part, var file] => OtherProcess.PlayAsync(part, file),
            _ when args.Contains("--server") || args.Contains("--internal-msbuild-node") =>
                TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
            _ => ConsoleRunner.Run(args),
        };
}
