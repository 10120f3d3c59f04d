using System.Collections.ObjectModel;
using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Sql;

/// <summary>
/// Runs SQL in a database. <see cref="SqlAlchemyConnector"/> and <see cref="AsyncSqlAlchemyConnector"/> have all of it in common but which of
/// Python's drivers they take.
/// </summary>
/// <remarks>
/// The fetching members keep a cursor for each statement with its parameters and options: the next call goes on where the last one stopped. A
/// cursor has a connection and a transaction of its own, which is committed when <see cref="ResetConnectionsAsync"/> or
/// <see cref="CloseAsync"/> closes it. The executing members use a connection of their own, commit, and give it back.
/// <para>
/// Parameters are <c>:name</c> in a statement; with a list of values they are <c>?</c>, <c>%s</c> or <c>$1</c>. What stands in quotes and
/// comments is left alone, and so are casts such as <c>::date</c>; <c>\:</c> is a colon.
/// </para>
/// </remarks>
public abstract partial record SqlConnector : Block, ICredentials<DbDataSource>, IDatabase, ICheckable, IAsyncDisposable, IDisposable
{
    // Kept beside the block and not in it: it is no part of its data, a copy has its own, and equality does not ask for it.
    private static readonly ConditionalWeakTable<SqlConnector, SqlEngine> s_engines = [];

    private protected SqlConnector()
    {
    }

    /// <summary>
    /// Where the database is and how to sign in to it: in parts, or as a URL in SQLAlchemy's form, such as
    /// <c>postgresql+asyncpg://user:password@host:5432/database</c>. A URL is kept in plain text in documents, as Python does, and masked
    /// in everything that is printed here.
    /// </summary>
    [BlockField(
        Schema = """{"anyOf":[{"$ref":"#/definitions/ConnectionComponents"},{"type":"string"}]}""",
        SecretPaths = ["connection_info.password"])]
    public required OneOf<ConnectionComponents, SecretString> ConnectionInfo { get; init; }

    /// <summary>Further options of the connection, by the names of SQLAlchemy's drivers or by those of a .NET connection string.</summary>
    [BlockField(Title = "Additional Connection Arguments")]
    public JsonObject? ConnectArgs { get; init; }

    /// <summary>How many rows are given at a time where the caller does not say, at least 1.</summary>
    public int FetchSize { get; init; } = 1;

    /// <summary>
    /// Gives the password of each connection, in place of one in <see cref="ConnectionInfo"/>: a token of a cloud's identity, for one. It is
    /// no part of the document. PostgreSQL is then only spoken to over TLS, with the server's certificate checked unless <c>sslmode</c> says
    /// <c>require</c>; SQL Server is given it as an access token. Default: none.
    /// </summary>
    [JsonIgnore]
    public SqlPasswordProvider? PasswordProvider { get; init; }

    private SqlEngine Engine => s_engines.GetOrCreateValue(this);

    /// <summary>Gives the database's URL in SQLAlchemy's form. Printing it masks the password.</summary>
    /// <exception cref="SqlConfigurationException">The connection is not described, or the driver is one of the other block's.</exception>
    /// <exception cref="SecretReferenceException">The URL is a reference that leads nowhere.</exception>
    public SqlAlchemyUrl GetUrl()
    {
        SqlAlchemyUrl url = ConnectionInfo.Match(
            static parts => parts?.CreateUrl() ?? throw new SqlConfigurationException("connection_info", "The block has no connection_info."),
            static text => Parse(text.Reveal()));
        CheckDriver(url.Driver);
        return url;
    }

    /// <summary>
    /// Commits and closes every cursor: what is fetched next is run anew. What cannot be closed in order is a warning in the log.
    /// </summary>
    public Task ResetConnectionsAsync() => Engine.ResetAsync(SqlCalls.Awaiting, Logger);

    /// <inheritdoc cref="ResetConnectionsAsync"/>
    public void ResetConnections() => Sync.Run(() => Engine.ResetAsync(SqlCalls.Blocking, Logger));

    /// <summary>
    /// Commits and closes every cursor, and lets go of the source of connections, which is closed when no other block with an equal connection
    /// uses it. The block can be used again, and then makes a new one.
    /// </summary>
    public Task CloseAsync() => Engine.CloseAsync(SqlCalls.Awaiting, Logger);

    /// <inheritdoc cref="CloseAsync"/>
    public void Close() => Sync.Run(() => Engine.CloseAsync(SqlCalls.Blocking, Logger));

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return new ValueTask(CloseAsync());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        Close();
    }

    /// <exception cref="SqlConfigurationException">The driver is one of the other block's.</exception>
    private protected abstract void CheckDriver(string driver);

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        // What Python keeps in plain text there is a secret all the same.
        foreach ((string name, JsonNode? value) in ConnectArgs ?? [])
        {
            SecretMasker.Add(ConnectionOption.IsSecret(name) ? value?.ToString() : null);
        }

        // A URL may be a reference, which is followed when it is used.
        if (ConnectionInfo.TryGetFirst(out ConnectionComponents? parts) && parts is not null)
        {
            CheckDriver(parts.CreateUrl().Driver);
        }
    }

    private static SqlAlchemyUrl Parse(string url)
    {
        try
        {
            return SqlAlchemyUrl.Parse(url);
        }
        catch (ArgumentException exception)
        {
            throw new SqlConfigurationException("connection_info", exception.Message, exception);
        }
    }

    private SqlDataSourceLease Lease() => Engine.Lease(Target);

    private SqlTarget Target()
    {
        SqlAlchemyUrl url = GetUrl();
        if (PasswordProvider is not null && url.Password is { IsEmpty: false })
        {
            throw new SqlConfigurationException("password", $"The connection has a password, and {nameof(PasswordProvider)} gives one: leave one of them out.");
        }

        SqlDriver driver = SqlDrivers.Find(url.Dialect);
        DbConnectionStringBuilder connection = ConnectionStrings.Build(driver, url, ConnectArgs);
        if (PasswordProvider is not null && driver.Kind == DriverKind.Npgsql)
        {
            ConnectionEncryption.Require(connection);
        }

        SqlAlchemyUrl address = url with { Driver = url.Dialect, Username = null, Password = null, Query = ReadOnlyDictionary<string, string>.Empty };
        return new SqlTarget(driver, connection.ConnectionString, PasswordProvider, address.ToString());
    }
}
