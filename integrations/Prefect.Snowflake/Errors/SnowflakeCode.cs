namespace Prefect.Snowflake;

/// <summary>Codes of the service that decide what is done next.</summary>
internal static class SnowflakeCode
{
    public const string WrongPassword = "390100";

    /// <summary>The session's token is none that the service knows.</summary>
    public const string TokenInvalid = "390104";

    /// <summary>The session is gone.</summary>
    public const string SessionGone = "390111";

    /// <summary>The session's token has run out: the master token gives another.</summary>
    public const string TokenExpired = "390112";

    public const string MasterTokenUnknown = "390113";

    public const string MasterTokenExpired = "390114";

    public const string MasterTokenInvalid = "390115";

    /// <summary>Whether the session can only be had anew, by signing in.</summary>
    public static bool NeedsSignIn(string? code) =>
        code is TokenInvalid or SessionGone or MasterTokenUnknown or MasterTokenExpired or MasterTokenInvalid;
}
