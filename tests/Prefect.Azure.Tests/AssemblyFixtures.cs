using Prefect.Testing;

[assembly: AssemblyFixture(typeof(CosmosServer))]
