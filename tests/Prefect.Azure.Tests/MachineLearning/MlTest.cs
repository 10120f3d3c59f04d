using Azure.Core.Pipeline;
using Prefect.Testing;

namespace Prefect.Azure.Tests;

/// <summary>A test with a workspace of its own, played by a peer.</summary>
public abstract class MlTest : IAsyncLifetime
{
    protected const string Workspace =
        "/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/models/providers/Microsoft.MachineLearningServices/workspaces/training";

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected ArmPeer Peer { get; private set; } = null!;

    protected TemporaryDirectory Folder { get; } = new();

    private protected StorageWay Storage { get; private set; } = null!;

    protected AzureMlCredentials Credentials => Unrouted.WithAccess(new ArmAccess
    {
        Transport = new HttpClientTransport(Storage),
        TimeProvider = new ManualClock { JumpsToTimers = true },
    });

    private AzureMlCredentials Unrouted => new()
    {
        TenantId = Peer.TenantId,
        ServicePrincipalId = Peer.ClientId,
        ServicePrincipalPassword = Peer.ClientSecret,
        SubscriptionId = "00000000-0000-0000-0000-000000000001",
        ResourceGroup = "models",
        WorkspaceName = "training",
    };

    public async ValueTask InitializeAsync()
    {
        Peer = await ArmPeer.StartAsync(Token);
        Storage = new StorageWay(Peer.CreateHandler());
        Peer.On("GET " + Workspace, ArmReply.Json($$"""
            {"id":"{{Workspace}}","name":"training","type":"Microsoft.MachineLearningServices/workspaces","location":"westeurope",
            "identity":{"type":"SystemAssigned"},"properties":{"friendlyName":"Training","description":"Models of the shop",
            "storageAccount":"/subscriptions/1/resourceGroups/models/providers/Microsoft.Storage/storageAccounts/lake",
            "keyVault":"/subscriptions/1/resourceGroups/models/providers/Microsoft.KeyVault/vaults/keys",
            "discoveryUrl":"https://westeurope.api.azureml.ms/discovery","provisioningState":"Succeeded"} }
            """));
    }

    public async ValueTask DisposeAsync()
    {
        Storage.Dispose();
        await Peer.DisposeAsync();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected static string Datastore(string name, string credentials = "AccountKey", bool isDefault = false, string type = "AzureBlob") => $$"""
        {"id":"{{Workspace}}/datastores/{{name}}","name":"{{name}}","type":"Microsoft.MachineLearningServices/workspaces/datastores",
        "properties":{"datastoreType":"{{type}}","accountName":"lake","containerName":"raw","endpoint":"core.windows.net","protocol":"https",
        "credentials":{"credentialsType":"{{credentials}}","tenantId":"{{Guid.Empty}}","clientId":"app"},"isDefault":{{(isDefault ? "true" : "false")}},
        "description":"Raw data"},"systemData":{} }
        """;
}
