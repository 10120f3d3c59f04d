using System.Text.Json.Nodes;

namespace Prefect.Aws;

/// <summary>A registered task definition.</summary>
/// <param name="Arn">Its ARN.</param>
/// <param name="Document">What it says.</param>
internal sealed record EcsDefinition(string Arn, JsonObject Document)
{
    /// <summary>Whether it was registered for this run.</summary>
    public bool IsNew { get; init; }

    /// <summary>Whether the user named it, so that nothing in it was built.</summary>
    public bool IsGiven { get; init; }
}
