namespace Prefect.Blocks;

/// <summary>Finds the values of one kind of secret reference.</summary>
public interface ISecretReferenceResolver
{
    /// <summary>What stands before the colon: <c>env</c>, <c>file</c>, <c>aws-sm</c> …; lower case.</summary>
    string Scheme { get; }

    /// <summary>Finds a value.</summary>
    /// <param name="target">What stands behind the colon.</param>
    /// <param name="cancellationToken">Ends the look-up.</param>
    /// <returns>The value.</returns>
    /// <exception cref="SecretReferenceException">There is no such value, or it cannot be had.</exception>
    ValueTask<string> ResolveAsync(string target, CancellationToken cancellationToken);
}
