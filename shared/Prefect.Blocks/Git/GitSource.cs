namespace Prefect.Git;

/// <summary>What is cloned.</summary>
/// <param name="Address">Where the repository is.</param>
internal sealed record GitSource(GitAddress Address)
{
    /// <summary>A branch or a tag; null or empty for the one that the repository names.</summary>
    public string? Reference { get; init; }

    /// <summary>How many commits are fetched, at least 1; null for all.</summary>
    public int? Depth { get; init; } = 1;

    /// <summary>How to sign in; null for what git finds on the machine.</summary>
    public GitSignIn? SignIn { get; init; }

    /// <summary>Finds out why git must not be asked for it; null when it may.</summary>
    public GitProblem? FindProblem()
    {
        if (Depth is < 1)
        {
            return new(GitSetting.Depth, $"The depth of a clone must be at least 1, or null for all commits; it is {Depth}.");
        }

        if (Reference is not null && Reference.AsSpan().IndexOfAnyInRange('\0', '\x1f') >= 0)
        {
            return new(GitSetting.Reference, "The reference has a control character in it. Give the name of a branch or of a tag.");
        }

        if (SignIn is not null && !Address.IsWeb)
        {
            return new(GitSetting.Address, $"'{Address}' is reached by SSH, which signs in with keys. Give an address that begins with https://, or no credentials.");
        }

        return SignIn is not null && Address.Server is { Scheme: "http", IsLoopback: false }
            ? new(GitSetting.Address, $"'{Address}' is not encrypted, and the credentials would be sent in the clear. Give an address that begins with https://.")
            : null;
    }
}
