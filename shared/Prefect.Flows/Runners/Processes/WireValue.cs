using System.Text.Json;

namespace Prefect.Flows;

/// <summary>A value on its way to another process.</summary>
/// <param name="Type">Its type, where that is not the one of the place that it is for.</param>
/// <param name="Value">The value as JSON, secrets in clear.</param>
internal readonly record struct WireValue(string? Type, JsonElement Value)
{
    public static WireValue Null { get; } = new(null, JsonElement.Parse("null"u8));

    public override string ToString() => nameof(WireValue);
}
