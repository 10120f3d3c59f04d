using System.Data.Common;
using Azure.Core;
using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Azure;

/// <summary>
/// Gives the passwords of connections to Azure Database for PostgreSQL: tokens of Microsoft Entra ID, which renew themselves. The user
/// name of a connection is the name of the identity in the database. Its methods have the form that Npgsql wants of a password provider.
/// Thread-safe.
/// </summary>
/// <example>
/// <code>
/// EntraPasswordProvider passwords = new(new ManagedIdentityCredential());
/// NpgsqlDataSourceBuilder builder = new("Host=sales.postgres.database.azure.com;Username=etl-identity;Database=sales");
/// EntraPasswordProvider.RequireTls(builder.ConnectionStringBuilder);
/// builder.UsePasswordProvider(passwords.GetPassword, passwords.GetPasswordAsync);
/// </code>
/// </example>
public sealed class EntraPasswordProvider
{
    /// <summary>The scope of tokens for databases in the public cloud.</summary>
    public const string DefaultScope = "https://ossrdbms-aad.database.windows.net/.default";

    // What is left of a token's time is enough to open a connection with it.
    private static readonly TimeSpan s_renewal = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_usable = TimeSpan.FromSeconds(30);

    private readonly TokenCredential _credential;
    private readonly string _scope;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private Task<AccessToken>? _renewal;
    private AccessToken? _token;

    /// <summary>Makes a provider. Make one for all connections: it keeps the token.</summary>
    /// <param name="credential">Who signs in, in the vendor's form: <see cref="AzureContainerInstanceCredentials.GetClient"/> gives one, too.</param>
    /// <param name="scope">Scope of the tokens, where the databases are in another cloud. Default: <see cref="DefaultScope"/>.</param>
    /// <param name="timeProvider">Tells the time. Default: the system's clock.</param>
    /// <exception cref="ArgumentNullException"><paramref name="credential"/> is null.</exception>
    public EntraPasswordProvider(TokenCredential credential, string? scope = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(credential);
        _credential = credential;
        _scope = string.IsNullOrWhiteSpace(scope) ? DefaultScope : scope;
        _time = timeProvider ?? TimeProvider.System;
    }

    /// <summary>
    /// Makes a connection encrypted and the server's certificate checked, without which a token must not be sent. A connection string
    /// that already says <c>SSL Mode</c> Require, VerifyCA or VerifyFull is left as it is.
    /// </summary>
    /// <param name="connection">The connection string.</param>
    /// <exception cref="ArgumentNullException"><paramref name="connection"/> is null.</exception>
    public static void RequireTls(DbConnectionStringBuilder connection) => ConnectionEncryption.Require(connection);

    /// <summary>Gives the password of a connection. Many that ask at the same time share one token, and one request for it.</summary>
    /// <param name="connection">The connection string. The password depends on nothing in it.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentNullException"><paramref name="connection"/> is null.</exception>
    /// <exception cref="AzureException">There is no identity, it was refused, or whoever gives tokens could not be reached.</exception>
    public async ValueTask<string> GetPasswordAsync(DbConnectionStringBuilder connection, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        cancellationToken.ThrowIfCancellationRequested();
        if (Kept(s_renewal) is { } fresh)
        {
            return fresh;
        }

        try
        {
            return (await Renewal().WaitAsync(cancellationToken).ConfigureAwait(false)).Token;
        }
        catch (AzureException) when (Kept(s_usable) is not null)
        {
            // It is good for a while yet, and so may be whoever gives tokens.
            return Kept(TimeSpan.Zero)!;
        }
    }

    /// <inheritdoc cref="GetPasswordAsync"/>
    public string GetPassword(DbConnectionStringBuilder connection) => Sync.Run(() => GetPasswordAsync(connection).AsTask());

    private string? Kept(TimeSpan left)
    {
        lock (_gate)
        {
            return _token is { } token && token.ExpiresOn - _time.GetUtcNow() >= left ? token.Token : null;
        }
    }

    private Task<AccessToken> Renewal()
    {
        lock (_gate)
        {
            return _renewal is { IsCompleted: false } ? _renewal : _renewal = Task.Run(RenewAsync);
        }
    }

    // Nobody's cancellation ends it, because others wait for it too.
    private async Task<AccessToken> RenewAsync()
    {
        AzureOperation operation = new(AzureService.PostgreSql, "GetToken", "get a token to sign in to PostgreSQL");
        AccessToken token = await AzureCall.RunAsync(
            operation, cancellation => _credential.GetTokenAsync(new TokenRequestContext([_scope]), cancellation).AsTask(), CancellationToken.None).ConfigureAwait(false);
        SecretMasker.Add(token.Token);
        lock (_gate)
        {
            _token = token;
        }

        return token;
    }
}
