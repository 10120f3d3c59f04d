using System.Runtime.CompilerServices;
using Prefect.Client;

namespace Prefect.Flows;

/// <summary>Leads what runs print to the console into their logs, where a run asks for that.</summary>
internal static class ConsoleCapture
{
    private static readonly Lock s_gate = new();
    private static readonly ConditionalWeakTable<TextWriter, PrintRouter> s_routed = [];

    [ThreadStatic]
    private static int t_bypasses;

    /// <summary>Whether this thread writes a log at the moment: what a logger prints to the console is no print of the run.</summary>
    public static bool IsBypassed => t_bypasses > 0;

    /// <summary>
    /// Puts itself between the program and the console, unless it stands there already. Nobody but a run that logs what it prints
    /// calls it; all else that is printed passes through.
    /// </summary>
    public static void EnsureInstalled()
    {
        if (s_routed.TryGetValue(StandardStreams.Out, out _) && s_routed.TryGetValue(StandardStreams.Error, out _))
        {
            return;
        }

        lock (s_gate)
        {
            if (!s_routed.TryGetValue(StandardStreams.Out, out _))
            {
                PrintRouter router = new(StandardStreams.Out, PrintStream.Out);
                StandardStreams.Out = router;
                s_routed.TryAdd(StandardStreams.Out, router);
            }

            if (!s_routed.TryGetValue(StandardStreams.Error, out _))
            {
                PrintRouter router = new(StandardStreams.Error, PrintStream.Error);
                StandardStreams.Error = router;
                s_routed.TryAdd(StandardStreams.Error, router);
            }
        }
    }

    /// <summary>Decides whether a run logs what it prints, by its option, else by the run around it, else by the settings, and if so gets hold of the console.</summary>
    public static bool Decide(bool? option, RunContext? outer)
    {
        bool isWanted = option ?? outer?.LogPrints ?? PrefectSettings.Current.Logging.LogPrints;
        if (isWanted)
        {
            EnsureInstalled();
        }

        return isWanted;
    }

    /// <summary>Logs what a run has printed so far, also a line that has no end. To be called when the run's code has ended.</summary>
    public static void Flush(RunContext context)
    {
        if (context.LogPrints)
        {
            context.Logger.Prints?.Flush();
        }
    }

    /// <summary>Lets what this thread prints pass, until the result is disposed.</summary>
    public static Bypass Pass()
    {
        t_bypasses++;
        return default;
    }

    public readonly ref struct Bypass
    {
#pragma warning disable CA1822, S2325 // It is disposed as an instance.
        public void Dispose() => t_bypasses--;
#pragma warning restore CA1822, S2325
    }
}
