using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Azure.Core;
using Prefect.Blocks;

namespace Prefect.Azure;

/// <summary>The container groups of a subscription. It is thread-safe, and holds nothing that is to be disposed.</summary>
[SyncTwins]
public sealed partial class AciContainerGroups
{
    private const string Version = "2022-09-01";

    private readonly ArmConnection _connection;
    private readonly SecretString _subscriptionId;

    internal AciContainerGroups(ArmConnection connection, SecretString subscriptionId)
    {
        _connection = connection;
        _subscriptionId = subscriptionId;
    }

    /// <summary>Reads how a group stands.</summary>
    /// <param name="resourceGroup">Name of the resource group.</param>
    /// <param name="name">Name of the container group.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    /// <exception cref="AzureException">The service refused the request or could not be reached.</exception>
    public async Task<AciContainerGroup> GetAsync(string resourceGroup, string name, CancellationToken cancellationToken = default)
    {
        AzureOperation operation = On("GetContainerGroup", "read the state of the container group", name);
        JsonObject? answer = await SendAsync(operation, RequestMethod.Get, resourceGroup, name, "", cancellationToken).ConfigureAwait(false);
        return AciContainerGroup.Read(answer) ?? throw ArmAnswers.Empty(operation);
    }

    /// <summary>Lists the groups of a resource group, or of the whole subscription. How their containers stand is not told by lists.</summary>
    /// <param name="resourceGroup">Name of the resource group; null for all.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException"><paramref name="resourceGroup"/> is empty.</exception>
    /// <exception cref="AzureException">The service refused a request or could not be reached.</exception>
    public async IAsyncEnumerable<AciContainerGroup> ListAsync(
        string? resourceGroup = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        AzureOperation operation = On("ListContainerGroups", "list the container groups", resourceGroup);
        string subscription = await _subscriptionId.RevealAsync(cancellationToken).ConfigureAwait(false);
        string scope = resourceGroup is null ? ArmPath.Of("subscriptions", subscription) : ArmPath.Of("subscriptions", subscription, "resourceGroups", resourceGroup);
        string? next = $"{scope}/providers/Microsoft.ContainerInstance/containerGroups?api-version={Version}";
        while (next is not null)
        {
            JsonObject? page = await _connection.SendAsync(operation, RequestMethod.Get, next, null, cancellationToken).ConfigureAwait(false);
            foreach (AciContainerGroup group in page?.Objects("value").Select(AciContainerGroup.Read).OfType<AciContainerGroup>() ?? [])
            {
                yield return group;
            }

            next = ArmAnswers.Next(operation, page, next);
        }
    }

    /// <summary>Starts the containers of a group that was stopped.</summary>
    /// <param name="resourceGroup">Name of the resource group.</param>
    /// <param name="name">Name of the container group.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    /// <exception cref="AzureException">The service refused the request or could not be reached.</exception>
    public Task StartAsync(string resourceGroup, string name, CancellationToken cancellationToken = default) =>
        SendAsync(On("StartContainerGroup", "start the container group", name), RequestMethod.Post, resourceGroup, name, "/start", cancellationToken);

    /// <summary>Stops the containers of a group. The group stays, and costs nothing.</summary>
    /// <param name="resourceGroup">Name of the resource group.</param>
    /// <param name="name">Name of the container group.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    /// <exception cref="AzureException">The service refused the request or could not be reached.</exception>
    public Task StopAsync(string resourceGroup, string name, CancellationToken cancellationToken = default) =>
        SendAsync(On("StopContainerGroup", "stop the container group", name), RequestMethod.Post, resourceGroup, name, "/stop", cancellationToken);

    /// <summary>Begins to delete a group. Nothing happens where there is none.</summary>
    /// <param name="resourceGroup">Name of the resource group.</param>
    /// <param name="name">Name of the container group.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    /// <exception cref="AzureException">The service refused the request or could not be reached.</exception>
    public Task DeleteAsync(string resourceGroup, string name, CancellationToken cancellationToken = default) =>
        SendAsync(On("DeleteContainerGroup", "delete the container group", name), RequestMethod.Delete, resourceGroup, name, "", cancellationToken);

    /// <summary>Reads what a container printed: its last lines, or up to 4 MB of them.</summary>
    /// <param name="resourceGroup">Name of the resource group.</param>
    /// <param name="name">Name of the container group.</param>
    /// <param name="container">Name of the container.</param>
    /// <param name="tail">How many lines at most, at least 1; null for as many as there are.</param>
    /// <param name="timestamps">Whether each line begins with its time.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tail"/> is not positive.</exception>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    /// <exception cref="AzureException">The service refused the request or could not be reached.</exception>
    public async Task<string> GetLogsAsync(
        string resourceGroup, string name, string container, int? tail = null, bool timestamps = false, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tail ?? 1, 1, nameof(tail));
        AzureOperation operation = On("ListContainerLogs", "read what was printed by the container", $"{name}/{container}");
        string query = tail is { } lines ? string.Create(CultureInfo.InvariantCulture, $"&tail={lines}") : "";
        JsonObject? answer = await SendAsync(
            operation,
            RequestMethod.Get,
            resourceGroup,
            name,
            $"/containers/{ArmPath.Escape(container)}/logs",
            cancellationToken,
            query + (timestamps ? "&timestamps=true" : "")).ConfigureAwait(false);
        return answer?.Text("content") ?? "";
    }

    private static AzureOperation On(string method, string attempt, string? name) => new(AzureService.ContainerInstances, method, attempt, name);

    private async Task<JsonObject?> SendAsync(
        AzureOperation operation, RequestMethod method, string resourceGroup, string name, string below, CancellationToken cancellationToken, string query = "")
    {
        string subscription = await _subscriptionId.RevealAsync(cancellationToken).ConfigureAwait(false);
        string path = ArmPath.Of(
            "subscriptions", subscription, "resourceGroups", resourceGroup, "providers", "Microsoft.ContainerInstance", "containerGroups", name);
        return await _connection.SendAsync(operation, method, $"{path}{below}?api-version={Version}{query}", null, cancellationToken).ConfigureAwait(false);
    }
}
