using System.Text.Encodings.Web;
using System.Text.Json;

namespace Prefect.Flows;

/// <summary>Turns values of users' types into JSON and back.</summary>
internal static class ValueJson
{
    private static readonly JsonSerializerOptions s_options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNameCaseInsensitive = true,
    };

    /// <exception cref="ArgumentException">The value is no JSON.</exception>
    public static JsonElement Write<T>(T value, string what, string parameter)
    {
        try
        {
            return value is JsonElement element ? element : JsonSerializer.SerializeToElement(value, s_options);
        }
        catch (Exception exception) when (exception is NotSupportedException or JsonException or ArgumentException or InvalidOperationException)
        {
            throw new ArgumentException($"{what} cannot be written as JSON: {exception.Message}", parameter, exception);
        }
    }

    /// <exception cref="JsonException">The JSON does not fit the type.</exception>
    public static T? Read<T>(JsonElement value) => typeof(T) == typeof(JsonElement) ? (T)(object)value : value.Deserialize<T>(s_options);

    /// <summary>The compact text that stores keep.</summary>
    public static string Text(JsonElement value) => JsonSerializer.Serialize(value, s_options);
}
