using System.Text.Json.Nodes;
using Azure.Core.Pipeline;
using Prefect.Http;

namespace Prefect.Azure;

/// <summary>Leads from datastores to the containers of storage accounts that they are, and back.</summary>
internal static class MlStorage
{
    private const string Suffix = "core.windows.net";

    /// <summary>Gives the container that a datastore is, signed in to as the workspace does.</summary>
    /// <param name="datastore">The datastore.</param>
    /// <param name="secrets">What the workspace signs in with.</param>
    /// <param name="workspace">Signs in where the workspace leaves that to whoever asks.</param>
    /// <exception cref="AzureException">The datastore is none of blobs, or is signed in to in a way that is not known.</exception>
    public static AzureBlobStorageContainer ContainerOf(AzureMlDatastore datastore, JsonObject secrets, AzureMlCredentials workspace)
    {
        if (datastore is not { DatastoreType: "AzureBlob" or "AzureDataLakeGen2", AccountName: { } account, ContainerName: { } container })
        {
            throw NotSupported(datastore, $"its kind is {datastore.DatastoreType}, and files are uploaded to those of blobs alone");
        }

        string protocol = datastore.Protocol ?? "https";
        string suffix = datastore.Endpoint ?? Suffix;
        string address = $"{protocol}://{account}.blob.{suffix}";
        AzureBlobStorageCredentials credentials = secrets.Text("secretsType") switch
        {
            "AccountKey" when secrets.Text("key") is { } key => new()
            {
                ConnectionString = $"DefaultEndpointsProtocol={protocol};AccountName={account};AccountKey={key};EndpointSuffix={suffix}",
            },
            "Sas" when secrets.Text("sasToken") is { } token => new() { ConnectionString = $"BlobEndpoint={address};SharedAccessSignature={token}" },
            "ServicePrincipal" when secrets.Text("clientSecret") is { } secret => new()
            {
                AccountUrl = address,
                TenantId = datastore.PrincipalTenant,
                ClientId = datastore.PrincipalId,
                ClientSecret = secret,
            },
            "None" => new AzureBlobStorageCredentials { AccountUrl = address }.WithTokenCredential(workspace.SignIn()),
            _ => throw NotSupported(datastore, $"how it is signed in to ({datastore.CredentialsType ?? "not told"}) is not known"),
        };
        return new AzureBlobStorageContainer { ContainerName = container, Credentials = Over(credentials, workspace.Transport) };
    }

    /// <summary>Gives the properties of a datastore that is a container of an account.</summary>
    /// <exception cref="AzureConfigurationException">The credentials contradict themselves, or are those of an emulator.</exception>
    public static JsonObject PropertiesOf(AzureBlobStorageCredentials credentials, string container)
    {
        BlobAccount account = credentials.Account();
        string[] host = account.Endpoint.Host.Split('.', 3);
        if (host is not [var name, "blob", var suffix] || account.Endpoint.AbsolutePath != "/")
        {
            throw new AzureConfigurationException(
                "connection_string", "A datastore needs an account whose address is like https://NAME.blob.core.windows.net: no emulator and no name of your own.");
        }

        return new JsonObject
        {
            ["datastoreType"] = "AzureBlob",
            ["accountName"] = name,
            ["containerName"] = container,
            ["endpoint"] = suffix,
            ["protocol"] = account.Endpoint.Scheme,
            ["credentials"] = CredentialsOf(account.SignIn),
        };
    }

    private static AzureBlobStorageCredentials Over(AzureBlobStorageCredentials credentials, HttpPipelineTransport? transport) =>
        transport is null ? credentials : credentials.WithTransport(transport);

    private static JsonObject CredentialsOf(BlobSignIn signIn) => signIn switch
    {
        BlobSignIn.SharedKey shared => Secret("AccountKey", "key", Convert.ToBase64String(shared.Key)),
        BlobSignIn.SharedAccessSignature signature => Secret("Sas", "sasToken", signature.Token),
        _ => new JsonObject { ["credentialsType"] = "None" },
    };

    private static JsonObject Secret(string type, string name, string value) => new()
    {
        ["credentialsType"] = type,
        ["secrets"] = new JsonObject { ["secretsType"] = type, [name] = value },
    };

    private static AzureException NotSupported(AzureMlDatastore datastore, string reason) => new(
        $"Could not upload to the datastore '{datastore.Name}': {reason}. Give another datastore.",
        new ServiceFault(null, "UnsupportedDatastore", null, IsTransient: false),
        null);
}
