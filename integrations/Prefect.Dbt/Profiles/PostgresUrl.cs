using Prefect.Sql;

namespace Prefect.Dbt;

/// <summary>Takes a URL of SQLAlchemy's form apart, as far as a profile wants it.</summary>
internal static class PostgresUrl
{
    /// <exception cref="DbtConfigurationException">The text is no such URL.</exception>
    public static ConnectionComponents Parse(string text)
    {
        // The text holds a password: no message quotes it.
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? url) || !url.Scheme.StartsWith("postgres", StringComparison.OrdinalIgnoreCase))
        {
            throw new DbtConfigurationException(
                "credentials", "The connection_info of the credentials is no URL of a PostgreSQL database: it has the form postgresql+driver://user:password@host:port/database.");
        }

        string[] user = url.UserInfo.Split(':', 2);
        return new ConnectionComponents
        {
            Driver = url.Scheme,
            Username = Decoded(user[0]),
            Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null,
            Host = Decoded(url.Host),
            Port = url.Port > 0 ? url.Port : null,
            Database = Decoded(url.AbsolutePath.TrimStart('/')),
        };
    }

    private static string? Decoded(string part) => part.Length == 0 ? null : Uri.UnescapeDataString(part);
}
