using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Azure.Cosmos;

namespace Prefect.Azure;

/// <summary>What Cosmos DB said to a request that it refused.</summary>
/// <param name="Code">The service's code; null when it gave none.</param>
/// <param name="Text">Its words.</param>
internal sealed record CosmosAnswer(string? Code, string Text)
{
    private const string CodeLine = "code :";
    private const string MessageLine = "message :";

    public static CosmosAnswer Of(CosmosException exception)
    {
        string body = exception.ResponseBody ?? "";
        CosmosAnswer? read = Document(body) ?? Lines(body);
        return read ?? new CosmosAnswer(null, body.Length > 0 ? body : exception.Message);
    }

    private static CosmosAnswer? Document(string body)
    {
        try
        {
            return body.StartsWith('{') && JsonNode.Parse(body) is JsonObject members && members.Text("message") is { } text
                ? new CosmosAnswer(members.Text("code"), text)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // The vendor's package takes the service's document apart and puts it together so.
    private static CosmosAnswer? Lines(string body)
    {
        int message = body.IndexOf(MessageLine, StringComparison.Ordinal);
        if (message < 0)
        {
            return null;
        }

        string head = body[..message].Trim();
        string code = head.StartsWith(CodeLine, StringComparison.Ordinal) ? head[CodeLine.Length..].Trim() : "";
        return new CosmosAnswer(code.Length > 0 ? code : null, body[(message + MessageLine.Length)..].Trim());
    }
}
