using Prefect.Testing;

[assembly: AssemblyFixture(typeof(PostgresServer))]
