using Prefect.Blocks;

namespace Prefect.Git;

/// <summary>How git signs in to a server of the web.</summary>
/// <param name="User">Name of the user; not empty, or git sends no password either.</param>
/// <param name="Password">The password or token.</param>
internal sealed record GitSignIn(string User, SecretString Password);
