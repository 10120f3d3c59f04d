using System.Text.Json.Nodes;

namespace Prefect.Client;

internal sealed record FlowBody(string Name, IReadOnlyList<string> Tags, JsonObject Labels);
