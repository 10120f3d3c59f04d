using Prefect.Testing;

[assembly: AssemblyFixture(typeof(MotoServer))]
[assembly: AssemblyFixture(typeof(S3rverServer))]
[assembly: AssemblyFixture(typeof(AzuriteServer))]
[assembly: AssemblyFixture(typeof(GcsServer))]
[assembly: AssemblyFixture(typeof(CosmosServer))]
