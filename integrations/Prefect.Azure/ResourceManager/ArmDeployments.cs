using System.Text.Json.Nodes;
using Azure.Core;
using Prefect.Blocks;

namespace Prefect.Azure;

/// <summary>The deployments of a subscription. It is thread-safe, and holds nothing that is to be disposed.</summary>
[SyncTwins]
public sealed partial class ArmDeployments
{
    private const string Version = "2022-09-01";

    private readonly ArmConnection _connection;
    private readonly SecretString _subscriptionId;

    internal ArmDeployments(ArmConnection connection, SecretString subscriptionId)
    {
        _connection = connection;
        _subscriptionId = subscriptionId;
    }

    /// <summary>Begins to deploy a template; what the group holds besides stays as it is.</summary>
    /// <param name="resourceGroup">Name of the resource group.</param>
    /// <param name="name">Name of the deployment.</param>
    /// <param name="template">The template, in the service's own form.</param>
    /// <param name="parameters">Values of its parameters, each as an object with a <c>value</c>.</param>
    /// <param name="cancellationToken">Ends the operation, not the deployment.</param>
    /// <exception cref="ArgumentNullException"><paramref name="template"/> is null.</exception>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    /// <exception cref="AzureException">The service refused the request or could not be reached.</exception>
    public async Task<ArmDeployment> CreateAsync(
        string resourceGroup, string name, JsonObject template, JsonObject? parameters = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(template);
        JsonObject properties = new()
        {
            ["mode"] = "Incremental",
            ["template"] = template.DeepClone(),
            ["parameters"] = parameters?.DeepClone() ?? new JsonObject(),
        };
        AzureOperation operation = new(AzureService.ResourceManager, "CreateDeployment", "start the deployment", name);
        return Read(
            await SendAsync(operation, RequestMethod.Put, resourceGroup, name, new JsonObject { ["properties"] = properties }, cancellationToken).ConfigureAwait(false),
            operation);
    }

    /// <summary>Reads how a deployment stands.</summary>
    /// <param name="resourceGroup">Name of the resource group.</param>
    /// <param name="name">Name of the deployment.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    /// <exception cref="AzureException">The service refused the request or could not be reached.</exception>
    public async Task<ArmDeployment> GetAsync(string resourceGroup, string name, CancellationToken cancellationToken = default)
    {
        AzureOperation operation = new(AzureService.ResourceManager, "GetDeployment", "read the state of the deployment", name);
        return Read(await SendAsync(operation, RequestMethod.Get, resourceGroup, name, null, cancellationToken).ConfigureAwait(false), operation);
    }

    /// <summary>Calls a deployment off that goes on. What it has made stays.</summary>
    /// <param name="resourceGroup">Name of the resource group.</param>
    /// <param name="name">Name of the deployment.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    /// <exception cref="AzureException">There is none, it has ended, or the service refused the request or could not be reached.</exception>
    public Task CancelAsync(string resourceGroup, string name, CancellationToken cancellationToken = default)
    {
        AzureOperation operation = new(AzureService.ResourceManager, "CancelDeployment", "call off the deployment", name);
        return SendAsync(operation, RequestMethod.Post, resourceGroup, name, null, cancellationToken, "/cancel");
    }

    private async Task<JsonObject?> SendAsync(
        AzureOperation operation, RequestMethod method, string resourceGroup, string name, JsonObject? body, CancellationToken cancellationToken, string below = "")
    {
        string subscription = await _subscriptionId.RevealAsync(cancellationToken).ConfigureAwait(false);
        string path = ArmPath.Of("subscriptions", subscription, "resourcegroups", resourceGroup, "providers", "Microsoft.Resources", "deployments", name);
        return await _connection.SendAsync(operation, method, $"{path}{below}?api-version={Version}", body, cancellationToken).ConfigureAwait(false);
    }

    private static ArmDeployment Read(JsonObject? document, AzureOperation operation) =>
        ArmDeployment.Read(document, operation.Target!) ?? throw ArmAnswers.Empty(operation);
}
