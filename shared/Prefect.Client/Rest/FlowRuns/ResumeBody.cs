using System.Text.Json.Nodes;

namespace Prefect.Client;

internal sealed record ResumeBody(JsonObject? RunInput);
