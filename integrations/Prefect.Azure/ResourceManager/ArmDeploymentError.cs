using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Azure;

/// <summary>Why a deployment, or a part of it, failed.</summary>
/// <param name="Code">The service's code, such as <c>InaccessibleImage</c>.</param>
/// <param name="Message">What the service says.</param>
/// <param name="Details">The errors below it.</param>
public sealed record ArmDeploymentError(string Code, string Message, IReadOnlyList<ArmDeploymentError> Details)
{
    /// <summary>The error that stands at the bottom, which is the one that says most.</summary>
    public ArmDeploymentError Innermost => Details.Count > 0 ? Details[0].Innermost : this;

    /// <summary>Gives code and message.</summary>
    public override string ToString() => $"{Code}: {Message}";

    internal static ArmDeploymentError? Read(JsonNode? node, int depth = 0)
    {
        if (node is not JsonObject error || depth > 20)
        {
            return null;
        }

        ArmDeploymentError[] details = [.. error.Objects("details").Select(detail => Read(detail, depth + 1)).OfType<ArmDeploymentError>()];
        string message = error.Text("message") ?? "";
        ArmDeploymentError? nested = Nested(message, depth);
        return new ArmDeploymentError(error.Text("code") ?? "Unknown", nested?.Message ?? message, nested is null ? details : [nested, .. details]);
    }

    // Errors of resource providers arrive as JSON inside of a text.
    private static ArmDeploymentError? Nested(string message, int depth)
    {
        try
        {
            return message.StartsWith('{') ? Read((JsonNode.Parse(message, documentOptions: ArmNodes.Strict) as JsonObject)?["error"], depth + 1) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
