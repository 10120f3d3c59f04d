using System.Text.Json;
using System.Text.Json.Serialization;

namespace Prefect.Client;

/// <summary>Names of an enumeration as most of the API writes them: <c>START_TIME_DESC</c>.</summary>
internal sealed class WireName<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseUpper, allowIntegerValues: false)
    where T : struct, Enum;
