using Prefect.Testing;

[assembly: AssemblyFixture(typeof(S3rverServer))]
