using System.Diagnostics;

namespace Prefect.Testing;

/// <summary>What a process that ran to its end left behind.</summary>
internal sealed record ProcessOutput(int ExitCode, string Output, string Error)
{
    /// <summary>Runs a process with an empty standard input; cancelling ends it with all its children.</summary>
    public static async Task<ProcessOutput> OfAsync(ProcessStartInfo start, CancellationToken cancellationToken)
    {
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{start.FileName} did not start.");
        process.StandardInput.Close();
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            Task<string> error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new ProcessOutput(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
