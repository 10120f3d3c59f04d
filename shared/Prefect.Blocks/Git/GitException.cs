using System.Diagnostics.CodeAnalysis;
using Prefect.Blocks;

namespace Prefect.Git;

/// <summary>Git did not do what it was asked to. Whoever asked puts it in the words of its own package.</summary>
[SuppressMessage("Design", "CA1064", Justification = "Each package tells of it in an exception of its own.")]
internal sealed class GitException(GitFailureKind kind, string message, Exception? innerException = null)
    : Exception(SecretMasker.Mask(message), innerException)
{
    public GitFailureKind Kind { get; } = kind;

    /// <summary>Whether the same may succeed later.</summary>
    public bool IsTransient => Kind is GitFailureKind.NameResolution or GitFailureKind.Connection or GitFailureKind.Timeout or GitFailureKind.Other;
}
