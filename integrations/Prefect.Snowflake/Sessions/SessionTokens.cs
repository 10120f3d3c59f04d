namespace Prefect.Snowflake;

/// <summary>The tokens of a session.</summary>
/// <param name="Session">Signs requests in.</param>
/// <param name="Master">Gives another one of those.</param>
/// <param name="Generation">The sign-in that they come from, counted.</param>
internal sealed record SessionTokens(string Session, string Master, int Generation)
{
    public override string ToString() => $"tokens of sign-in {Generation}";
}
