using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Azure.Core;
using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Azure;

/// <summary>The requests to Azure Machine Learning that this package sends.</summary>
internal sealed class MlApi
{
    private const string Version = "api-version=2024-04-01";

    // Where the service's regional interfaces are, in each of the clouds.
    private static readonly string[] s_regionalHosts = [".azureml.ms", ".azureml.net", ".ml.azure.us", ".ml.azure.cn"];

    private readonly AzureMlCredentials _credentials;
    private readonly ArmConnection _connection;
    private readonly string _workspace;

    private MlApi(AzureMlCredentials credentials)
    {
        _credentials = credentials;
        _connection = credentials.Connect();
        _workspace = ArmPath.Of(
            "subscriptions", credentials.SubscriptionId, "resourceGroups", credentials.ResourceGroup, "providers",
            "Microsoft.MachineLearningServices", "workspaces", credentials.WorkspaceName);
    }

    public Uri Endpoint => _connection.Endpoint;

    /// <exception cref="AzureConfigurationException">A property is missing or cannot be used.</exception>
    public static MlApi For(AzureMlCredentials credentials) => new(credentials);

    public async Task<AzureMlWorkspace> GetWorkspaceAsync(CancellationToken cancellationToken)
    {
        AzureOperation operation = Operation("GetWorkspace", "read the workspace", _credentials.WorkspaceName);
        JsonObject? answer = await _connection
            .SendAsync(operation, RequestMethod.Get, $"{_workspace}?{Version}", null, cancellationToken).ConfigureAwait(false);
        return AzureMlWorkspace.Read(answer) ?? throw ArmAnswers.Empty(operation);
    }

    public async IAsyncEnumerable<AzureMlDatastore> ListDatastoresAsync(
        string filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        AzureOperation operation = Operation("ListDatastores", "list the datastores of the workspace", _credentials.WorkspaceName);
        HashSet<string> seen = new(StringComparer.Ordinal);
        string? page = $"{_workspace}/datastores?{filter}{Version}";
        while (page is not null)
        {
            if (!seen.Add(page))
            {
                throw ArmAnswers.Circle(operation);
            }

            JsonObject? answer = await _connection.SendAsync(operation, RequestMethod.Get, page, null, cancellationToken).ConfigureAwait(false);
            foreach (JsonObject document in answer?.Objects("value") ?? [])
            {
                if (AzureMlDatastore.Read(document) is { } datastore)
                {
                    yield return datastore;
                }
            }

            page = ArmAnswers.Next(operation, answer, page);
        }
    }

    public async Task<AzureMlDatastore> GetDatastoreAsync(string name, CancellationToken cancellationToken)
    {
        AzureOperation operation = Operation("GetDatastore", "read the datastore", name);
        JsonObject? answer = await _connection
            .SendAsync(operation, RequestMethod.Get, AddressOf(name), null, cancellationToken).ConfigureAwait(false);
        return AzureMlDatastore.Read(answer) ?? throw ArmAnswers.Empty(operation);
    }

    public async Task<AzureMlDatastore> GetDefaultDatastoreAsync(CancellationToken cancellationToken)
    {
        await foreach (AzureMlDatastore datastore in ListDatastoresAsync("isDefault=true&", cancellationToken).ConfigureAwait(false))
        {
            if (datastore.IsDefault)
            {
                return datastore;
            }
        }

        throw new AzureException(
            $"Could not read the default datastore: the workspace '{_credentials.WorkspaceName}' has none. Give the name of one.",
            new ServiceFault(HttpStatusCode.NotFound, "NoDefaultDatastore", null, IsTransient: false),
            null);
    }

    /// <summary>Gives what the workspace signs in to a datastore with. The masker knows what is secret in it.</summary>
    public async Task<JsonObject> ListSecretsAsync(string name, CancellationToken cancellationToken)
    {
        AzureOperation operation = Operation("ListDatastoreSecrets", "read how to sign in to the datastore", name);
        JsonObject? answer = await _connection
            .SendAsync(operation, RequestMethod.Post, AddressOf(name, "listSecrets"), null, cancellationToken).ConfigureAwait(false);
        foreach (string secret in new[] { "key", "sasToken", "clientSecret" })
        {
            SecretMasker.Add(answer?.Text(secret));
        }

        return answer ?? throw ArmAnswers.Empty(operation);
    }

    public async Task<bool> ExistsAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            await GetDatastoreAsync(name, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (AzureException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return false;
        }
    }

    public async Task<AzureMlDatastore> PutDatastoreAsync(string name, JsonObject properties, CancellationToken cancellationToken)
    {
        AzureOperation operation = Operation("PutDatastore", "register the datastore", name);
        JsonObject? answer = await _connection
            .SendAsync(operation, RequestMethod.Put, AddressOf(name), new JsonObject { ["properties"] = properties }, cancellationToken).ConfigureAwait(false);
        return AzureMlDatastore.Read(answer) ?? throw ArmAnswers.Empty(operation);
    }

    /// <summary>Finds the service's interface in the region of the workspace.</summary>
    public async Task<Uri> FindRegionAsync(CancellationToken cancellationToken)
    {
        AzureMlWorkspace workspace = await GetWorkspaceAsync(cancellationToken).ConfigureAwait(false);
        return workspace.DiscoveryUrl is { Scheme: "https" } url && s_regionalHosts.Any(host => url.Host.EndsWith(host, StringComparison.OrdinalIgnoreCase))
            ? new Uri(url.GetLeftPart(UriPartial.Authority))
            : throw new AzureException(
                $"Could not find the service of the workspace '{workspace.Name}' in its region: its discoveryUrl is none of Azure Machine Learning. Look at the workspace in the portal.",
                new ServiceFault(null, "UnknownRegion", null, IsTransient: false),
                null);
    }

    /// <summary>Makes a datastore the default, which only the interface in the region can.</summary>
    public Task SetDefaultDatastoreAsync(Uri region, string name, CancellationToken cancellationToken) => _credentials.Connect(region).SendAsync(
        Operation("SetDefaultDatastore", "make the datastore the default", name),
        RequestMethod.Put,
        $"/datastore/v1.0{_workspace}/default/{ArmPath.Escape(name)}",
        null,
        cancellationToken);

    private string AddressOf(string name, string? action = null) =>
        $"{_workspace}/datastores/{ArmPath.Escape(name)}{(action is null ? "" : "/" + action)}?{Version}";

    private static AzureOperation Operation(string method, string attempt, string target) => new(AzureService.MachineLearning, method, attempt, target);
}
