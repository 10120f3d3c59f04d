using System.Data.Common;

namespace Prefect.Snowflake;

/// <summary>Opens connections to an account. It is shared and thread-safe; each connection is a session of its own.</summary>
public sealed class SnowflakeDataSource : DbDataSource
{
    private readonly Func<SnowflakeConnectOptions, CancellationToken, Task<ISnowflakeSession>> _signIn;

    /// <summary>Made by the credentials.</summary>
    /// <param name="display">Names account and user, and holds no secret: <c>account=…;user=…</c>.</param>
    /// <param name="options">Where connections work that do not say it.</param>
    /// <param name="signIn">Signs in.</param>
    internal SnowflakeDataSource(
        string display, SnowflakeConnectOptions options, Func<SnowflakeConnectOptions, CancellationToken, Task<ISnowflakeSession>> signIn)
    {
        ConnectionString = display;
        Options = options;
        _signIn = signIn;
    }

    /// <summary>Names the account and the user. No secret is in it, and nothing can be opened by it alone.</summary>
    public override string ConnectionString { get; }

    /// <summary>Where its connections work, and how they behave.</summary>
    public SnowflakeConnectOptions Options { get; }
}
