using System.Text.Json.Serialization;

namespace Prefect.Databricks;

/// <summary>How a run has ended. Values that this version does not know are kept as they are.</summary>
/// <param name="Value">The service's name of it.</param>
[JsonConverter(typeof(NamedValueConverter<RunResultState>))]
public readonly record struct RunResultState(string Value) : INamedValue<RunResultState>
{
    /// <summary>Well.</summary>
    public static RunResultState Success { get; } = new("SUCCESS");

    /// <summary>With an error.</summary>
    public static RunResultState Failed { get; } = new("FAILED");

    /// <summary>It took longer than it may.</summary>
    public static RunResultState TimedOut { get; } = new("TIMEDOUT");

    /// <summary>Somebody cancelled it.</summary>
    public static RunResultState Canceled { get; } = new("CANCELED");

    static RunResultState INamedValue<RunResultState>.Of(string value) => new(value);

    /// <summary>Gives the service's name of it.</summary>
    public override string ToString() => Value ?? "";
}
