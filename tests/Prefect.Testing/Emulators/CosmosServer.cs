namespace Prefect.Testing;

/// <summary>
/// Cosmos DB's interface for NoSQL by cosmosdb-server, in memory. Good for databases, containers, creating and reading items; what it answers
/// to the vendor's queries and for what is not there is wrong. Any key in Base64 will do: signatures are not verified.
/// </summary>
public sealed class CosmosServer : EmulatorServer
{
    /// <summary>The key that Microsoft's own emulator is known by, which is no secret.</summary>
    public const string Key = "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==";

    /// <summary>Prepares the emulator where the install script puts it.</summary>
    public CosmosServer()
        : base(new EmulatorInstallation("cosmos"))
    {
    }

    /// <summary>What a client signs in with.</summary>
    /// <exception cref="InvalidOperationException">The server was not started.</exception>
    public string ConnectionString => $"AccountEndpoint={Endpoint};AccountKey={Key};";
}
