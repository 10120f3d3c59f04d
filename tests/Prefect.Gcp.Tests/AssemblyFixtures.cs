using Prefect.Testing;

[assembly: AssemblyFixture(typeof(GcsServer))]
[assembly: AssemblyFixture(typeof(ParquetReaderServer))]
