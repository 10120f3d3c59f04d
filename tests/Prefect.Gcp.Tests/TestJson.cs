using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Prefect.Gcp.Tests;

/// <summary>What tests send and read.</summary>
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class TestJson : JsonSerializerContext;
