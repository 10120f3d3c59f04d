using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Prefect.Blocks;

/// <summary>Where this library logs to. Everything written passes through <see cref="SecretMasker"/>.</summary>
public static class PrefectLogging
{
    private const string Root = "prefect";
    private static readonly AsyncLocal<ImmutableHashSet<string>?> s_disabled = new();
    private static MaskingLoggerFactory s_factory = new(NullLoggerFactory.Instance);

    /// <summary>Makes the loggers. Default: nothing is logged. Not disposed by this library.</summary>
    public static ILoggerFactory LoggerFactory
    {
        get => s_factory;
        set => s_factory = value as MaskingLoggerFactory ?? new MaskingLoggerFactory(value ?? NullLoggerFactory.Instance);
    }

    /// <summary>Gives a logger named after a type.</summary>
    /// <param name="type">The type.</param>
    public static ILogger CreateLogger(Type type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return LoggerFactory.CreateLogger(type.FullName ?? type.Name);
    }

    /// <summary>Gives a logger under <c>prefect</c>.</summary>
    /// <param name="name">Its name, with or without <c>prefect.</c> before it.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public static ILogger CreateLogger(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        bool isFull = name == Root || name.StartsWith(Root + ".", StringComparison.Ordinal);
        return LoggerFactory.CreateLogger(isFull ? name : $"{Root}.{name}");
    }

    /// <summary>
    /// Lets somebody hear what the loggers made here write, masked, beside <see cref="LoggerFactory"/> and whatever that filters
    /// out. Loggers that exist already are heard too.
    /// </summary>
    /// <param name="listener">Is asked for a logger for each name. It is not disposed, and scopes are not passed on to it.</param>
    /// <returns>Ends the listening when disposed.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="listener"/> is null.</exception>
    public static IDisposable Listen(ILoggerProvider listener)
    {
        ArgumentNullException.ThrowIfNull(listener);
        return LogListeners.Add(listener);
    }

    /// <summary>Silences a logger made here, in the present asynchronous flow, until the result is disposed.</summary>
    /// <param name="name">Its whole name, as in <c>prefect.flow_runs</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is null or empty.</exception>
    public static IDisposable Disable(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ImmutableHashSet<string>? outer = s_disabled.Value;
        s_disabled.Value = (outer ?? ImmutableHashSet.Create<string>(StringComparer.Ordinal)).Add(name);
        return new Silence(outer);
    }

    /// <summary>Whether a logger is silenced here.</summary>
    /// <param name="name">Its whole name.</param>
    public static bool IsDisabled(string name) => s_disabled.Value is { } disabled && disabled.Contains(name);

    private sealed class Silence(ImmutableHashSet<string>? outer) : IDisposable
    {
        public void Dispose() => s_disabled.Value = outer;
    }
}
