using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Prefect.Flows;

/// <summary>
/// Gives the logger of a run. What it writes goes to <see cref="Prefect.Blocks.PrefectLogging.LoggerFactory"/>, with the names and ids of the run as
/// a scope, and into the log that is kept with the run. Secrets are masked in both.
/// </summary>
public static class RunLogger
{
    /// <summary>The logger of the innermost run, of a task or a flow.</summary>
    /// <exception cref="MissingContextException">There is no run here, and <see cref="Disable"/> is not in force.</exception>
    public static ILogger Current => GetRunLogger();

    /// <summary>Gives the logger of a run, whatever runs here.</summary>
    /// <param name="context">The run.</param>
    /// <returns>The same logger at every call.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="context"/> is null.</exception>
    public static ILogger For(RunContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Logger;
    }

    /// <summary>Gives the logger of a run; with <c>using static Prefect.Flows.RunLogger</c> it needs no class name.</summary>
    /// <param name="context">The run. Default: the innermost one.</param>
    /// <param name="extra">Values to log beside those of the run; where a name is taken, these win.</param>
    /// <exception cref="MissingContextException">No run is given, there is none here, and <see cref="Disable"/> is not in force.</exception>
    public static ILogger GetRunLogger(RunContext? context = null, IReadOnlyDictionary<string, object?>? extra = null)
    {
        if ((context ?? RunContext.Current) is { } run)
        {
            return extra is null ? run.Logger : run.Logger.With(extra);
        }

        return Ambient.Current.AreRunLoggersOff
            ? NullLogger.Instance
            : throw new MissingContextException(
                "There is no run to log for here. Call this from the body of a flow or task; to call such a body by itself, as tests do, do it inside RunLogger.Disable().");
    }

    /// <summary>Gives a logger for a part of what a run logger logs, with the same values beside each entry.</summary>
    /// <param name="logger">The logger of a run.</param>
    /// <param name="name">Is added to the logger's name after a dot.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty, or the logger is not one of a run.</exception>
    public static ILogger GetChild(this ILogger logger, string name)
    {
        ArgumentNullException.ThrowIfNull(logger);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return logger switch
        {
            RunLogWriter writer => writer.Child(name),
            NullLogger => logger,
            _ => throw new ArgumentException("This is not the logger of a run. Ask RunLogger.Current for that one.", nameof(logger)),
        };
    }

    /// <summary>
    /// Silences the loggers of runs, and allows asking for one outside runs, here and in what is called from here, until the result
    /// is disposed. For tests that call the body of a flow or task by itself.
    /// </summary>
    /// <example><code>using (RunLogger.Disable()) { long lines = await CountLines("a.txt"); }</code></example>
    public static IDisposable Disable()
    {
        bool outer = Ambient.Current.AreRunLoggersOff;
        Ambient.Current = Ambient.Current with { AreRunLoggersOff = true };
        return new Silence(outer);
    }

    private sealed class Silence(bool outer) : IDisposable
    {
        public void Dispose() => Ambient.Current = Ambient.Current with { AreRunLoggersOff = outer };
    }
}
