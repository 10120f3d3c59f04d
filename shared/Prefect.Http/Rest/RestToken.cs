namespace Prefect.Http;

/// <summary>A token that a sign-in gave.</summary>
/// <param name="Value">The token, which is a secret.</param>
/// <param name="Expires">When it runs out; null when it does not.</param>
public sealed record RestToken(string Value, DateTimeOffset? Expires = null)
{
    /// <summary>Says when it runs out, and nothing of the token.</summary>
    public override string ToString() => Expires is { } time ? $"token until {time:u}" : "token";
}
