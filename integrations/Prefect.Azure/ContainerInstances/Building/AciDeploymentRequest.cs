using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Azure;

/// <summary>What is deployed.</summary>
/// <param name="Template">The template, without any secret.</param>
/// <param name="Secrets">Secure parameters of the template, whose values the history of deployments does not keep.</param>
internal sealed record AciDeploymentRequest(JsonObject Template, IReadOnlyDictionary<string, SecretString> Secrets)
{
    /// <summary>The values of the template's parameters, secrets among them.</summary>
    public async Task<JsonObject> RevealParametersAsync(string group, CancellationToken cancellationToken)
    {
        JsonObject parameters = new() { [AciTemplate.GroupName] = Value(group) };
        foreach ((string name, SecretString secret) in Secrets)
        {
            parameters[name] = Value(await secret.RevealAsync(cancellationToken).ConfigureAwait(false));
        }

        return parameters;
    }

    private static JsonObject Value(string value) => new() { ["value"] = value };
}
