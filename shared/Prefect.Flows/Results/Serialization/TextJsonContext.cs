using System.Text.Json.Serialization;

namespace Prefect.Flows;

/// <summary>JSON of texts, without reflection.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class TextJsonContext : JsonSerializerContext;
