using System.Text;
using Microsoft.Extensions.Logging;

namespace Prefect.Testing;

/// <summary>One call of a logger.</summary>
/// <param name="Category">Name of the logger.</param>
/// <param name="Level">How serious it is.</param>
/// <param name="Event">What happened, by number and name.</param>
/// <param name="Message">The text as a console would show it.</param>
/// <param name="Values">The named values behind the text, which structured sinks store.</param>
/// <param name="Scopes">The values of all scopes around it, outermost first.</param>
/// <param name="Exception">The exception that was logged with it.</param>
public sealed record CapturedLogEntry(
    string Category,
    LogLevel Level,
    EventId Event,
    string Message,
    IReadOnlyList<KeyValuePair<string, object?>> Values,
    IReadOnlyList<KeyValuePair<string, object?>> Scopes,
    Exception? Exception)
{
    /// <summary>Names the entry without its content.</summary>
    public string Label => $"log {Category} {Level} {Event}";

    /// <summary>Writes everything that any sink may show of the entry.</summary>
    public override string ToString()
    {
        StringBuilder text = new($"{Level} {Category}[{Event}] {Message}");
        foreach ((string key, object? value) in Values.Concat(Scopes))
        {
            text.AppendLine().Append(key).Append('=').Append(ValueText.Of(value));
        }

        if (Exception is not null)
        {
            text.AppendLine().Append(ExceptionText.Of(Exception));
        }

        return text.ToString();
    }
}
