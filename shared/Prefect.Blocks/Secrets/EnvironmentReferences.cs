namespace Prefect.Blocks;

internal sealed class EnvironmentReferences : ISecretReferenceResolver
{
    public string Scheme => "env";

    public ValueTask<string> ResolveAsync(string target, CancellationToken cancellationToken)
    {
        string? value = string.IsNullOrWhiteSpace(target) ? null : Environment.GetEnvironmentVariable(target);
        return value is not null
            ? ValueTask.FromResult(value)
            : throw new SecretReferenceException(
                $"A secret refers to the environment variable '{target}', which is not set. Set it, or save the block with the value itself.");
    }
}
