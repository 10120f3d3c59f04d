namespace Prefect.Blocks;

/// <summary>The way out for a value that happens to look like a reference.</summary>
internal sealed class LiteralReferences : ISecretReferenceResolver
{
    public string Scheme => "literal";

    public ValueTask<string> ResolveAsync(string target, CancellationToken cancellationToken) => ValueTask.FromResult(target);
}
