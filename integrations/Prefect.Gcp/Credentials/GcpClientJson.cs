using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Prefect.Gcp;

[JsonSerializable(typeof(JsonObject))]
internal sealed partial class GcpClientJson : JsonSerializerContext;
