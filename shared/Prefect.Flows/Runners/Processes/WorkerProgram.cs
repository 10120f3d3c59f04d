using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace Prefect.Flows;

/// <summary>How the program that this process runs is started once more.</summary>
internal static class WorkerProgram
{
    /// <summary>Gives what starts the program as a worker.</summary>
    /// <exception cref="TaskWorkerException">The program cannot be found.</exception>
    [UnconditionalSuppressMessage("SingleFile", "IL3000", Justification = "A program of one file starts itself; its assemblies are found by name.")]
    public static ProcessStartInfo StartInfo(WorkerInvitation invitation)
    {
        string file = Environment.ProcessPath
            ?? throw new TaskWorkerException("The file of this program is not known, so that no worker can be started. Run the flow on threads.");
        ProcessStartInfo start = new(file)
        {
            UseShellExecute = false,
            CreateNoWindow = true,

            // The worker prints where this process prints, but what is typed belongs to this process.
            RedirectStandardInput = true,
        };
        if (Path.GetFileNameWithoutExtension(file).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
        {
            start.ArgumentList.Add(Assembly.GetEntryAssembly()?.Location is { Length: > 0 } program
                ? program
                : throw new TaskWorkerException("The program that 'dotnet' runs in this process is not known, so that no worker can be started. Run the flow on threads."));
        }

        string own = typeof(WorkerProgram).Assembly.Location;
        invitation.Send(start.Environment, own.Length > 0 ? own : typeof(WorkerProgram).Assembly.GetName().Name!);
        return start;
    }
}
