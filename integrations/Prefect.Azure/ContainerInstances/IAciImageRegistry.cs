namespace Prefect.Azure;

/// <summary>How a private image is fetched: <see cref="AcrManagedIdentity"/> or <see cref="DockerRegistryLogin"/>.</summary>
public interface IAciImageRegistry
{
    /// <summary>Address of the registry, such as <c>acme.azurecr.io</c>.</summary>
    string RegistryUrl { get; }
}
