using System.Text.Json;
using System.Text.Json.Serialization;

namespace Prefect.Client;

internal sealed class SlotModeName() : JsonStringEnumConverter<SlotMode>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false);
