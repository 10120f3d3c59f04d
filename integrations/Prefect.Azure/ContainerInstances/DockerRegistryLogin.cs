using Prefect.Blocks;

namespace Prefect.Azure;

/// <summary>Fetches images of a registry with a user's name and password.</summary>
/// <param name="RegistryUrl">Address of the registry, such as <c>index.docker.io</c> or <c>acme.azurecr.io</c>.</param>
/// <param name="Username">Name of the user.</param>
/// <param name="Password">Password or token of the user.</param>
public sealed record DockerRegistryLogin(string RegistryUrl, string Username, SecretString Password) : IAciImageRegistry;
