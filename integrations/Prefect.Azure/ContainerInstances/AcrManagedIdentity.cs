namespace Prefect.Azure;

/// <summary>Fetches images of an Azure container registry as a user-assigned identity, which needs the role <c>AcrPull</c> there.</summary>
/// <param name="RegistryUrl">Address of the registry, such as <c>acme.azurecr.io</c>.</param>
/// <param name="Identity">
/// Resource id of the identity: <c>/subscriptions/…/providers/Microsoft.ManagedIdentity/userAssignedIdentities/NAME</c>.
/// </param>
public sealed record AcrManagedIdentity(string RegistryUrl, string Identity) : IAciImageRegistry;
