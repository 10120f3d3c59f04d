using Prefect.Testing;

[assembly: AssemblyFixture(typeof(GcsServer))]
