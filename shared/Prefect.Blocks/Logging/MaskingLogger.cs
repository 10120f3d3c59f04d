using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace Prefect.Blocks;

/// <summary>Masks the text, the structured values and the exception of every entry.</summary>
internal sealed class MaskingLogger(ILogger inner, string category) : ILogger
{
    private Listening _listening = Listening.None;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull =>
        state is IEnumerable<KeyValuePair<string, object?>> values
            ? inner.BeginScope(new MaskedScope(SecretMasker.Mask(state.ToString() ?? ""), Mask(values)))
            : inner.BeginScope(Mask(state));

    public bool IsEnabled(LogLevel logLevel) =>
        (inner.IsEnabled(logLevel) || IsHeard(logLevel)) && !PrefectLogging.IsDisabled(category);

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        ApiSecrets.MakeKnown();
        string message = SecretMasker.Mask(formatter(state, exception));
        IReadOnlyList<KeyValuePair<string, object?>> values =
            state is IEnumerable<KeyValuePair<string, object?>> pairs ? Mask(pairs) : [];
        Exception? masked = MaskedException.Of(exception);
        if (inner.IsEnabled(logLevel))
        {
            inner.Log(logLevel, eventId, values, masked, (_, _) => message);
        }

        foreach (ILogger listener in Listeners())
        {
            listener.Log(logLevel, eventId, values, masked, (_, _) => message);
        }
    }

    private bool IsHeard(LogLevel logLevel)
    {
        foreach (ILogger listener in Listeners())
        {
            if (listener.IsEnabled(logLevel))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The loggers of those who listen now.</summary>
    private ILogger[] Listeners()
    {
        Listening listening = _listening;
        ILoggerProvider[] all = LogListeners.All;
        if (!ReferenceEquals(listening.Providers, all))
        {
            _listening = listening = new Listening(all, Array.ConvertAll(all, provider => provider.CreateLogger(category)));
        }

        return listening.Loggers;
    }

    private static List<KeyValuePair<string, object?>> Mask(IEnumerable<KeyValuePair<string, object?>> values) =>
        [.. values.Select(pair => KeyValuePair.Create(pair.Key, Mask(pair.Value)))];

    /// <summary>A value whose text holds a secret becomes that text, masked; any other stays as it is.</summary>
    [return: NotNullIfNotNull(nameof(value))]
    private static object? Mask(object? value)
    {
        if (value is null or bool or DateTime or DateTimeOffset or TimeSpan or Enum)
        {
            return value;
        }

        string text = Text(value);
        string masked = SecretMasker.Mask(text);
        return ReferenceEquals(masked, text) && value is not Exception ? value : masked;
    }

    private static string Text(object value) => value switch
    {
        IEnumerable items and not string => string.Join(", ", items.Cast<object?>()),
        _ => value.ToString() ?? "",
    };

    private sealed record Listening(ILoggerProvider[] Providers, ILogger[] Loggers)
    {
        public static readonly Listening None = new([], []);
    }

    /// <summary>The values of a scope; its text is what consoles print.</summary>
    private sealed class MaskedScope(string text, List<KeyValuePair<string, object?>> values) : IReadOnlyList<KeyValuePair<string, object?>>
    {
        public int Count => values.Count;

        public KeyValuePair<string, object?> this[int index] => values[index];

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => values.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public override string ToString() => text;
    }
}
