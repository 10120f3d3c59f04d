using System.Diagnostics.CodeAnalysis;

namespace Prefect.Blocks;

/// <summary>
/// The kinds of reference that provider packages follow. Whoever refers to the package need not touch it: it is loaded when the first
/// such secret is revealed. The names are whole, so that a trimmed program keeps these types.
/// </summary>
internal static class PackageReferences
{
    /// <summary>Gives the resolver of a scheme that a package follows, one that names the package when it is not there; else null.</summary>
    public static ISecretReferenceResolver? Find(string scheme) => scheme switch
    {
        "aws-sm" => Create(Type.GetType("Prefect.Aws.AwsSecretReferences, Prefect.Aws"), scheme, "Prefect.Aws"),
        "azure-kv" => Create(Type.GetType("Prefect.Azure.AzureSecretReferences, Prefect.Azure"), scheme, "Prefect.Azure"),
        _ => null,
    };

    private static ISecretReferenceResolver Create(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] Type? resolver, string scheme, string package) =>
        resolver is null ? new Missing(scheme, package) : (ISecretReferenceResolver)Activator.CreateInstance(resolver)!;

    private sealed class Missing(string scheme, string package) : ISecretReferenceResolver
    {
        public string Scheme => scheme;

        public ValueTask<string> ResolveAsync(string target, CancellationToken cancellationToken) => throw new SecretReferenceException(
            $"A secret refers to '{scheme}:{target}', which the package {package} follows, and this program does not have it: dotnet add package {package}. "
            + $"If that is the value itself, save it as 'literal:{scheme}:…'.");
    }
}
