using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Snowflake;

/// <summary>Where a connection works and how it behaves. What is set here goes before what the credentials say.</summary>
public sealed record SnowflakeConnectOptions
{
    /// <summary>Nothing is said: the credentials and the user's own defaults decide.</summary>
    public static SnowflakeConnectOptions Default { get; } = new();

    /// <summary>Database that names without one are looked up in. Default: the user's own.</summary>
    public string? Database { get; init; }

    /// <summary>Schema that names without one are looked up in. Default: the user's own.</summary>
    public string? Schema { get; init; }

    /// <summary>Warehouse that queries run on. Default: the user's own.</summary>
    public string? Warehouse { get; init; }

    /// <summary>Role that the session has. Default: that of the credentials, or else the user's own.</summary>
    public string? Role { get; init; }

    /// <summary>Whether each statement is committed by itself. Default: what the credentials say, or else the account.</summary>
    public bool? Autocommit { get; init; }

    /// <summary>Name by which the account's history knows this program. Default: <c>Prefect_Snowflake_Collection</c>.</summary>
    public string Application { get; init; } = "Prefect_Snowflake_Collection";

    /// <summary>Further parameters of the session by their names, such as <c>TIMEZONE</c> or <c>QUERY_TAG</c>.</summary>
    public IReadOnlyDictionary<string, string> SessionParameters { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Host of the account, where it is not the one that its name gives: behind a private link or a gateway. It is reached with encryption.</summary>
    public string? Host { get; init; }

    /// <summary>Passcode of a second factor that is valid right now, for signing in by password.</summary>
    public SecretString? Passcode { get; init; }

    /// <summary>Whether the passcode stands at the end of the password. Default: no.</summary>
    public bool PasscodeInPassword { get; init; }

    /// <summary>
    /// Whether a session that nobody uses is kept from ending, by a sign of life every quarter of the time that it would last (15 minutes to
    /// an hour). Default: what the account says, which is no unless it was changed.
    /// </summary>
    public bool? KeepAlive { get; init; }

    /// <summary>How long signing in may take with all tries, but for the time that a person needs, 1 second to an hour. Default: 5 minutes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is outside of its range.</exception>
    public TimeSpan SignInTimeout
    {
        get;
        init => field = OptionRange.Check(value, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
    } = TimeSpan.FromMinutes(5);

    /// <summary>How long a person may take to sign in with a browser, 1 second to an hour. Default: 2 minutes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is outside of its range.</exception>
    public TimeSpan BrowserTimeout
    {
        get;
        init => field = OptionRange.Check(value, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
    } = TimeSpan.FromMinutes(2);

    /// <summary>Shows an address to a person, for signing in with a browser. Default: the browser of this machine opens it.</summary>
    public Func<Uri, CancellationToken, Task>? OpenBrowser { get; init; }
}
