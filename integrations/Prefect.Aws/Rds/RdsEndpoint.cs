using System.Data.Common;
using System.Globalization;

namespace Prefect.Aws;

/// <summary>A database server and who signs in to it.</summary>
internal sealed record RdsEndpoint(string Host, int Port, string User)
{
    public const int DefaultPort = 5432;

    private static readonly string[] s_hostKeywords = ["Host", "Server"];
    private static readonly string[] s_userKeywords = ["Username", "User Name", "User ID", "UserId", "User"];

    /// <summary>Region that the address names, as those do that the vendor gives; null for any other address.</summary>
    public string? Region
    {
        get
        {
            string[] labels = Host.Split('.');
            int service = Array.IndexOf(labels, "rds");
            int vendor = Array.FindIndex(labels, label => label.StartsWith("amazonaws", StringComparison.Ordinal));

            // In China, the region follows the service.
            return service < 2 ? null : (vendor - service) switch
            {
                1 => labels[service - 1],
                2 => labels[service + 1],
                _ => null,
            };
        }
    }

    /// <exception cref="ArgumentException">A part is missing or cannot be.</exception>
    public static RdsEndpoint Of(string host, int port, string user)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(host);
        ArgumentException.ThrowIfNullOrWhiteSpace(user);
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, ushort.MaxValue);
        return Uri.CheckHostName(host) is UriHostNameType.Dns or UriHostNameType.IPv4
            ? new RdsEndpoint(host.ToLowerInvariant(), port, user)
            : throw new ArgumentException($"The host must be the name of one server, without scheme and port, not '{host}'.", nameof(host));
    }

    /// <exception cref="ArgumentException">The connection string does not say host and user, or says what cannot be.</exception>
    public static RdsEndpoint Of(DbConnectionStringBuilder connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        string host = Find(connection, s_hostKeywords) ?? throw new ArgumentException(Missing("Host"), nameof(connection));
        string user = Find(connection, s_userKeywords) ?? throw new ArgumentException(Missing("Username"), nameof(connection));
        if (Text(connection, "Port") is not { Length: > 0 } port)
        {
            return Of(host, DefaultPort, user);
        }

        return int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? Of(host, number, user)
            : throw new ArgumentException(Missing("Port"), nameof(connection));
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"'{User}' at {Host}:{Port}");

    private static string Missing(string keyword) => $"The connection string must say {keyword}, as something that can be one, to sign in by identity.";

    private static string? Find(DbConnectionStringBuilder connection, string[] keywords) =>
        keywords.Select(keyword => Text(connection, keyword)).FirstOrDefault(value => !string.IsNullOrEmpty(value));

    private static string? Text(DbConnectionStringBuilder connection, string keyword) =>
        connection.TryGetValue(keyword, out object? value) ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;
}
