namespace Prefect.Aws.Tests;

/// <summary>What a process says that read a secret.</summary>
/// <param name="Value">The secret; null when it could not be read.</param>
/// <param name="Error">Type of the exception.</param>
/// <param name="Message">Its message.</param>
/// <param name="Text">All of it, inner ones included.</param>
/// <param name="Seconds">How long it took, without the start of the process.</param>
internal sealed record SecretReadingOutcome(string? Value, string? Error, string? Message, string? Text, double Seconds);
