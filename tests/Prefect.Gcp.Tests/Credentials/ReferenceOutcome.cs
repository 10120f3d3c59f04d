namespace Prefect.Gcp.Tests.Credentials;

/// <summary>What a process says that followed a reference.</summary>
/// <param name="Value">The value; null when it could not be had.</param>
/// <param name="Message">Why it could not.</param>
internal sealed record ReferenceOutcome(string? Value, string? Message);
