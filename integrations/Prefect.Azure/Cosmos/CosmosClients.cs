using System.Data.Common;
using Microsoft.Azure.Cosmos;
using Prefect.Blocks;

namespace Prefect.Azure;

/// <summary>The clients of Cosmos DB that everybody shares.</summary>
internal static class CosmosClients
{
    private static readonly ClientCache<CosmosClient> s_clients = new();

    public static CosmosClient Get(AzureCosmosDbCredentials credentials) =>
        s_clients.Get(credentials, "cosmos", () => Build(credentials.ConnectionString.Reveal()));

    private static CosmosClient Build(string connectionString)
    {
        Uri endpoint = Endpoint(connectionString);
        CosmosClientOptions options = new()
        {
            ApplicationName = AzureTelemetry.Name,

            // Wherever HTTPS may go. The other mode needs ports 10000 to 20000, which firewalls seldom let through.
            ConnectionMode = ConnectionMode.Gateway,

            // What an emulator says of its own address is mostly wrong.
            LimitToEndpoint = endpoint.IsLoopback,
            RequestTimeout = TimeSpan.FromMinutes(1),
            MaxRetryAttemptsOnRateLimitedRequests = 9,
            MaxRetryWaitTimeOnRateLimitedRequests = TimeSpan.FromSeconds(30),
            CosmosClientTelemetryOptions = new() { DisableDistributedTracing = true },
        };
        try
        {
            return new CosmosClient(connectionString, options);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            // The exception may hold what it could not read.
            throw NotUsable("it has no AccountKey in Base64");
        }
    }

    private static Uri Endpoint(string connectionString)
    {
        DbConnectionStringBuilder parts = [];
        try
        {
            parts.ConnectionString = connectionString;
        }
        catch (ArgumentException)
        {
            throw NotUsable("it is not made of pairs such as AccountEndpoint=…;AccountKey=…;");
        }

        string? address = parts.TryGetValue("AccountEndpoint", out object? value) ? value as string : null;
        if (parts.TryGetValue("AccountKey", out object? key))
        {
            SecretMasker.Add(key as string);
        }

        return Uri.TryCreate(address, UriKind.Absolute, out Uri? endpoint) && endpoint.Scheme is "https" or "http"
            ? endpoint
            : throw NotUsable("it has no AccountEndpoint that begins with https://");
    }

    private static AzureConfigurationException NotUsable(string reason) => new(
        "connection_string", $"The connection string of Cosmos DB cannot be used: {reason}. Copy it whole from the account's keys in the portal.");
}
