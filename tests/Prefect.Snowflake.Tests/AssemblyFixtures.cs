using Prefect.Testing;

[assembly: AssemblyFixture(typeof(SnowflakeDriverServer))]
