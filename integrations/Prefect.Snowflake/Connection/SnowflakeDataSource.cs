using System.Data.Common;

namespace Prefect.Snowflake;

/// <summary>Opens connections to an account. It is shared and thread-safe; each connection is a session of its own.</summary>
/// <example>
/// <code>
/// await using SnowflakeConnection connection = await credentials.GetClient().OpenConnectionAsync(cancellationToken);
/// </code>
/// </example>
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

    /// <summary>Makes a connection that is not open yet.</summary>
    public new SnowflakeConnection CreateConnection() => new(this);

    /// <summary>Opens a connection.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="SnowflakeException">The sign-in was refused, or the service could not be reached.</exception>
    public new async ValueTask<SnowflakeConnection> OpenConnectionAsync(CancellationToken cancellationToken = default)
    {
        SnowflakeConnection connection = CreateConnection();
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    internal Task<ISnowflakeSession> SignInAsync(CancellationToken cancellationToken) => _signIn(Options, cancellationToken);

    /// <inheritdoc/>
    protected override DbConnection CreateDbConnection() => CreateConnection();

    /// <inheritdoc/>
    protected override async ValueTask<DbConnection> OpenDbConnectionAsync(CancellationToken cancellationToken = default) =>
        await OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
}
