namespace Prefect.Testing;

/// <summary>A request that a <see cref="GitServer"/> got.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path and query.</param>
/// <param name="User">Who signed in with it; null when nobody did.</param>
/// <param name="Password">The password that came with it; null when none did.</param>
public sealed record GitRequest(string Method, string Path, string? User, string? Password);
