using Microsoft.Extensions.Logging;

namespace Prefect.Blocks;

/// <summary>Masks the text, the structured values and the exception of every entry.</summary>
internal sealed class MaskingLogger(ILogger inner) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull =>
        state is IEnumerable<KeyValuePair<string, object?>> values
            ? inner.BeginScope(Mask(values))
            : inner.BeginScope(state is string text ? SecretMasker.Mask(text) : (object)state);

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!inner.IsEnabled(logLevel))
        {
            return;
        }

        string message = SecretMasker.Mask(formatter(state, exception));
        IReadOnlyList<KeyValuePair<string, object?>> values =
            state is IEnumerable<KeyValuePair<string, object?>> pairs ? Mask(pairs) : [];
        inner.Log(logLevel, eventId, values, MaskedException.Of(exception), (_, _) => message);
    }

    private static List<KeyValuePair<string, object?>> Mask(IEnumerable<KeyValuePair<string, object?>> values) =>
        [.. values.Select(pair => KeyValuePair.Create(pair.Key, Mask(pair.Value)))];

    private static object? Mask(object? value) =>
        value is string or Uri or System.Collections.IEnumerable or Exception ? SecretMasker.Mask(Text(value)) : value;

    private static string Text(object value) => value switch
    {
        System.Collections.IEnumerable items and not string => string.Join(", ", items.Cast<object?>()),
        _ => value.ToString() ?? "",
    };
}
