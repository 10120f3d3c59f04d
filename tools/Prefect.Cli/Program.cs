using System.Runtime.InteropServices;
using Prefect.Cli;

using CancellationTokenSource interrupted = new();
using Timer patience = new(_ => Environment.Exit(ExitCodes.Interrupted));
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
return await CommandLine.RunAsync(args, CliHost.OfProcess(), interrupted.Token);

// The first signal ends the command in order, or after two seconds all the same: it may stand in a call that knows no end, such as
// opening a pipe that nobody writes to. A second signal ends the process at once.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = !interrupted.IsCancellationRequested;
    interrupted.Cancel();
    patience.Change(TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan);
}
