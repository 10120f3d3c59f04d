namespace Prefect.Blocks;

/// <summary>Stands for the resolver of a package that this program does not have.</summary>
internal sealed class MissingReferences(string scheme, string package) : ISecretReferenceResolver
{
    public string Scheme => scheme;

    public ValueTask<string> ResolveAsync(string target, CancellationToken cancellationToken) => throw new SecretReferenceException(
        $"A secret refers to '{scheme}:{target}', which the package {package} follows, and this program does not have it: dotnet add package {package}. "
        + $"If that is the value itself, save it as 'literal:{scheme}:…'.");
}
