using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Prefect.Gcp;

/// <summary>Reads and writes what jobs are described with. An object that names something twice is refused when it is read.</summary>
[JsonSourceGenerationOptions(AllowDuplicateProperties = false, MaxDepth = 64)]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class JobJson : JsonSerializerContext;
