using System.Runtime.InteropServices;

namespace Extensions.Jobs.Chaos;

/// <summary>Signals to a process, by the numbers that Linux gives them.</summary>
internal static class Signals
{
    public static void Kill(int process) => Send(process, 9);

    public static void Terminate(int process) => Send(process, 15);

    public static void Continue(int process) => Send(process, 18);

    public static void Stop(int process) => Send(process, 19);

    private static void Send(int process, int signal) => _ = NativeKill(process, signal);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int NativeKill(int process, int signal);
}
