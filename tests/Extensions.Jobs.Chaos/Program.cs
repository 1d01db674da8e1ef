using System.Runtime.InteropServices;
using Extensions.Jobs.Chaos;

// One program for all: without a role it conducts the others.
if (ChildArguments.Read(args) is { } child)
{
    await (child.Role == Role.Api ? ApiProcess.RunAsync(child) : WorkerProcess.RunAsync(child));
    return 0;
}

ChaosArguments arguments;
try
{
    arguments = ChaosArguments.Read(args);
}
catch (ArgumentException mistaken)
{
    Console.Error.WriteLine(mistaken.Message);
    return 2;
}

using var stop = new CancellationTokenSource();
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}

using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
try
{
    return arguments.Mode switch
    {
        ChaosMode.SelfTest => await SelfTest.RunAsync(arguments, stop.Token),
        ChaosMode.Idle => await IdleNode.RunAsync(arguments, stop.Token),
        _ => await ChaosRun.RunAsync(arguments, stop.Token),
    };
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    Console.WriteLine("stopped before its end");
    return 130;
}
