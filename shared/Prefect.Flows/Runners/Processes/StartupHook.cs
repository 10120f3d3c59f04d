using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using Prefect.Flows;

/// <summary>
/// Turns a process that was started as a worker into one before its program begins: the runtime calls it ahead of the entry point, so
/// that a program needs no code of its own for workers, and nothing that it does at its start happens in them.
/// </summary>
[SuppressMessage("Design", "MA0047", Justification = "The runtime looks for the type outside namespaces.")]
[SuppressMessage("Major Code Smell", "S3903", Justification = "The runtime looks for the type outside namespaces.")]
internal static class StartupHook
{
    /// <summary>Called by the runtime.</summary>
    [SuppressMessage("SingleFile", "IL3000", Justification = "In a program of one file there is no folder to look into, and no need to.")]
    public static void Initialize()
    {
        if (Path.GetDirectoryName(typeof(StartupHook).Assembly.Location) is { Length: > 0 } folder)
        {
            // The program itself may not know this assembly: a test host's, for one, lies beside the tests.
            AssemblyLoadContext.Default.Resolving += (context, name) => LoadBeside(context, Path.Combine(folder, $"{name.Name}.dll"));
        }

        Run();
    }

    private static Assembly? LoadBeside(AssemblyLoadContext context, string file) => File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Run() => ProcessPoolTaskRunner.RunWorkerIfAsked();
}
