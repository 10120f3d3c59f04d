namespace Prefect.Packages.Tests;

[CollectionDefinition]
public sealed class PackageCollection : ICollectionFixture<InstalledPackages>;
