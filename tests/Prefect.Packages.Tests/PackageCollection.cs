namespace Prefect.Packages.Tests;

[CollectionDefinition(Name)]
public sealed class PackageCollection : ICollectionFixture<InstalledPackages>
{
    public const string Name = "Installed packages";
}
