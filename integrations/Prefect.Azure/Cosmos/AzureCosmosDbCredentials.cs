using Microsoft.Azure.Cosmos;
using Prefect.Blocks;

namespace Prefect.Azure;

/// <summary>Signs in to an account of Azure Cosmos DB, to its interface for NoSQL.</summary>
/// <example>
/// <code>
/// AzureCosmosDbCredentials credentials = await AzureCosmosDbCredentials.LoadAsync("orders");
/// Container invoices = credentials.GetContainerClient("invoices", "sales");
/// </code>
/// </example>
[Block(
    "Azure Cosmos DB Credentials",
    Logo = "https://cdn.sanity.io/images/3ugk85nk/production/54e3fa7e00197a4fbd1d82ed62494cb58d08c96a-250x250.png",
    Documentation = "https://docs.prefect.io/integrations/prefect-azure")]
public sealed partial record AzureCosmosDbCredentials : Block, ICredentials<CosmosClient>, ICheckable
{
    /// <summary>The account's connection string: <c>AccountEndpoint=https://…;AccountKey=…;</c></summary>
    public required SecretString ConnectionString { get; init; }

    /// <summary>
    /// Gives a client of the account. It is shared: thread-safe, and not to be disposed. It talks to the account's gateway over HTTPS, waits
    /// at most a minute for an answer, and when the account is asked too much, tries again up to 9 times within 30 seconds.
    /// </summary>
    /// <exception cref="AzureConfigurationException">The connection string is none.</exception>
    /// <exception cref="SecretReferenceException">The connection string is a reference that leads nowhere.</exception>
    public CosmosClient GetClient() => CosmosClients.Get(this);

    /// <summary>Gives a client of a database. Nothing is sent: whether there is such a database shows when it is used.</summary>
    /// <param name="database">Id of the database.</param>
    /// <exception cref="ArgumentException"><paramref name="database"/> is null, empty or no id.</exception>
    /// <exception cref="AzureConfigurationException">The connection string is none.</exception>
    /// <exception cref="SecretReferenceException">The connection string is a reference that leads nowhere.</exception>
    public Database GetDatabaseClient(string database)
    {
        CosmosIds.Check(database);
        return GetClient().GetDatabase(database);
    }

    /// <summary>Gives a client of a container. Nothing is sent: whether there is such a container shows when it is used.</summary>
    /// <param name="container">Id of the container.</param>
    /// <param name="database">Id of its database.</param>
    /// <exception cref="ArgumentException">An argument is null, empty or no id.</exception>
    /// <exception cref="AzureConfigurationException">The connection string is none.</exception>
    /// <exception cref="SecretReferenceException">The connection string is a reference that leads nowhere.</exception>
    public Container GetContainerClient(string container, string database)
    {
        CosmosIds.Check(container);
        CosmosIds.Check(database);
        return GetClient().GetContainer(database, container);
    }

    /// <summary>Signs in to the account and reads what it says of itself.</summary>
    /// <param name="cancellationToken">Ends the probe.</param>
    public Task<BlockCheckResult> CheckAsync(CancellationToken cancellationToken = default) => AzureCheck.RunAsync(
        () => GetClient().Endpoint,
        async token =>
        {
            AzureOperation operation = new(AzureService.Cosmos, "ReadAccount", "sign in to", GetClient().Endpoint.Host);
            AccountProperties account = await AzureCall.RunAsync(
                operation, inner => GetClient().ReadAccountAsync().WaitAsync(inner), token).ConfigureAwait(false);
            return $"Signed in to the account '{account.Id}'.";
        },
        cancellationToken);
}
