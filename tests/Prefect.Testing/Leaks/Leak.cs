namespace Prefect.Testing;

/// <summary>One place where a canary was found; it holds no secret, so that it may be printed.</summary>
/// <param name="Canary">Name of the canary.</param>
/// <param name="Form">How the value was written, "base64" for one.</param>
/// <param name="Source">What was swept: a file's path, or the name the caller gave.</param>
/// <param name="Offset">Where it begins, in bytes; text counts as UTF-8.</param>
public sealed record Leak(string Canary, string Form, string Source, long Offset)
{
    /// <summary>Describes the leak in one line.</summary>
    public override string ToString() => $"'{Canary}' as {Form} in {Source} at byte {Offset}";
}
