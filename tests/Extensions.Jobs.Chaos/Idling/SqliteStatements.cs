using System.Runtime.InteropServices;

namespace Extensions.Jobs.Chaos;

/// <summary>Counts the statements that SQLite runs in this process, on whatever connection.</summary>
internal static unsafe class SqliteStatements
{
    private const string Library = "e_sqlite3";
    private const uint OnStatement = 1;

    private static long _count;

    public static long Count => Interlocked.Read(ref _count);

    /// <summary>From now on each new connection is counted.</summary>
    public static void Begin()
    {
        SQLitePCL.Batteries_V2.Init();
        delegate* unmanaged[Cdecl]<nint, nint, nint, int> opened = &Opened;
        _ = AutoExtension((nint)opened);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static int Opened(nint connection, nint message, nint api)
    {
        delegate* unmanaged[Cdecl]<uint, nint, nint, nint, int> traced = &Traced;
        return Trace(connection, OnStatement, (nint)traced, 0);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(System.Runtime.CompilerServices.CallConvCdecl)])]
    private static int Traced(uint kind, nint context, nint statement, nint text)
    {
        Interlocked.Increment(ref _count);
        return 0;
    }

    [DllImport(Library, EntryPoint = "sqlite3_auto_extension")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static extern int AutoExtension(nint entryPoint);

    [DllImport(Library, EntryPoint = "sqlite3_trace_v2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory)]
    private static extern int Trace(nint connection, uint kinds, nint callback, nint context);
}
