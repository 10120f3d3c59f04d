using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Prefect.Http.Tests.Rest;

[JsonSerializable(typeof(JsonObject))]
internal sealed partial class TestJson : JsonSerializerContext;
