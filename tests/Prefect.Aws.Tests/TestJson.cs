using System.Text.Json;
using System.Text.Json.Serialization;

namespace Prefect.Aws.Tests;

/// <summary>JSON of tests.</summary>
[JsonSerializable(typeof(JsonElement))]
internal sealed partial class TestJson : JsonSerializerContext;
