using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.InteropServices;
using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Aws;

/// <summary>
/// Gives the passwords of connections to Amazon RDS and Aurora for PostgreSQL: tokens, made from the credentials, that renew themselves.
/// Its methods have the form that Npgsql wants of a password provider. Thread-safe.
/// </summary>
/// <example>
/// <code>
/// RdsIamPasswordProvider passwords = new(credentials);
/// NpgsqlDataSourceBuilder builder = new("Host=db.abc.eu-central-1.rds.amazonaws.com;Username=etl;Database=sales;Root Certificate=global-bundle.pem");
/// RdsIamPasswordProvider.RequireTls(builder.ConnectionStringBuilder);
/// builder.UsePasswordProvider(passwords.GetPassword, passwords.GetPasswordAsync);
/// </code>
/// </example>
public sealed class RdsIamPasswordProvider
{
    // A third of a token's time is left to open the connection with it.
    private static readonly TimeSpan s_freshness = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<RdsEndpoint, Token> _tokens = new();
    private readonly AwsCredentials _credentials;
    private readonly string? _region;
    private readonly TimeProvider _time;

    /// <summary>Makes a provider.</summary>
    /// <param name="credentials">How to sign in to Amazon Web Services.</param>
    /// <param name="regionName">Region of the databases. Default: what their addresses say, then that of the credentials.</param>
    /// <param name="timeProvider">Tells the time. Default: the system's clock.</param>
    /// <exception cref="ArgumentNullException"><paramref name="credentials"/> is null.</exception>
    public RdsIamPasswordProvider(AwsCredentials credentials, string? regionName = null, TimeProvider? timeProvider = null)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        (_credentials, _region, _time) = (credentials, regionName, timeProvider ?? TimeProvider.System);
    }

    /// <summary>
    /// Makes a connection encrypted and the server's certificate checked, without which a token must not be sent. A connection string
    /// that already says <c>SSL Mode</c> Require, VerifyCA or VerifyFull is left as it is. The vendor's certificate authorities are not
    /// among those that systems trust: <c>Root Certificate</c> names the file of them.
    /// </summary>
    /// <param name="connection">The connection string.</param>
    /// <exception cref="ArgumentNullException"><paramref name="connection"/> is null.</exception>
    public static void RequireTls(DbConnectionStringBuilder connection) => ConnectionEncryption.Require(connection);

    /// <summary>Gives the password of a connection.</summary>
    /// <param name="connection">The connection string: its host, its port (default: 5432) and its user name.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">The connection string does not say host and user, or says what cannot be.</exception>
    /// <exception cref="AwsConfigurationException">The credentials contradict themselves, or have a value that cannot be used.</exception>
    /// <exception cref="AwsException">There are no credentials, or temporary ones could not be had.</exception>
    public async ValueTask<string> GetPasswordAsync(DbConnectionStringBuilder connection, CancellationToken cancellationToken = default)
    {
        RdsEndpoint endpoint = RdsEndpoint.Of(connection);

        // A token is good no longer than what it was signed with, which may run out, or be taken away, much sooner.
        string key = await RdsIamToken.KeyAsync(_credentials, endpoint, cancellationToken).ConfigureAwait(false);
        DateTimeOffset now = _time.GetUtcNow();
        if (_tokens.TryGetValue(endpoint, out Token token) && token.Key == key && now - token.Made < s_freshness)
        {
            return token.Text;
        }

        string text = await RdsIamToken.SignAsync(_credentials, endpoint, _region, _time, cancellationToken).ConfigureAwait(false);
        SecretMasker.Add(text);
        _tokens[endpoint] = new Token(text, key, now);
        return text;
    }

    /// <inheritdoc cref="GetPasswordAsync"/>
    public string GetPassword(DbConnectionStringBuilder connection) => Sync.Run(() => GetPasswordAsync(connection).AsTask());

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Token(string Text, string Key, DateTimeOffset Made)
    {
        public override string ToString() => "(token)";
    }
}
