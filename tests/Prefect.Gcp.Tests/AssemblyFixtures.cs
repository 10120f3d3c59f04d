using Prefect.Testing;

[assembly: AssemblyFixture(typeof(ParquetReaderServer))]
