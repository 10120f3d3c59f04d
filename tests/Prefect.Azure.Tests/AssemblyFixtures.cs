using Prefect.Testing;

[assembly: AssemblyFixture(typeof(AzuriteServer))]
