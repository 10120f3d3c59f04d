using System.Data.Common;

namespace Prefect.Http;

/// <summary>The encryption of connections to databases, by their connection strings.</summary>
public static class ConnectionEncryption
{
    /// <summary>
    /// Makes a connection to PostgreSQL encrypted and the server's certificate checked. A connection string that already says
    /// <c>SSL Mode</c> Require, VerifyCA or VerifyFull is left as it is.
    /// </summary>
    /// <param name="connection">The connection string.</param>
    /// <exception cref="ArgumentNullException"><paramref name="connection"/> is null.</exception>
    public static void Require(DbConnectionStringBuilder connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        string keyword = connection.ContainsKey("SslMode") ? "SslMode" : "SSL Mode";
        string mode = connection.TryGetValue(keyword, out object? value) ? value.ToString() ?? "" : "";
        bool isEnough = mode.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant() is "REQUIRE" or "VERIFYCA" or "VERIFYFULL";
        if (!isEnough)
        {
            connection[keyword] = "VerifyFull";
        }
    }
}
