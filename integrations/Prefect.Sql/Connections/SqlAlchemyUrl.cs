using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Prefect.Blocks;

namespace Prefect.Sql;

/// <summary>
/// A database in SQLAlchemy's form: <c>driver://user:password@host:port/database?option=value</c>. What would end a part stands as
/// <c>%40</c> and the like. Printing one masks its password.
/// </summary>
public sealed partial record SqlAlchemyUrl
{
    private const string Form = "driver://user:password@host:port/database?option=value";

    /// <summary>The kind of database and, after a plus sign, its driver in Python: <c>postgresql+asyncpg</c>.</summary>
    public required string Driver { get; init; }

    /// <summary>Name of the user; null for none.</summary>
    public string? Username { get; init; }

    /// <summary>Password of the user; null for none.</summary>
    public SecretString? Password { get; init; }

    /// <summary>Name or address of the host; null for none.</summary>
    public string? Host { get; init; }

    /// <summary>The port; null for that of the kind of database.</summary>
    public int? Port { get; init; }

    /// <summary>Name of the database, or path of its file; null for none.</summary>
    public string? Database { get; init; }

    /// <summary>Further options. One that was given several times has all of its values, between commas.</summary>
    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The kind of database: <c>postgresql</c>.</summary>
    public string Dialect => Driver.Split('+', 2)[0];

    /// <summary>Reads a URL.</summary>
    /// <param name="url">The URL.</param>
    /// <exception cref="ArgumentException"><paramref name="url"/> is null, empty or no such URL. It is not quoted: it may hold a password.</exception>
    public static SqlAlchemyUrl Parse(string url)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(url);
        if (UrlPattern().Match(url) is not { Success: true } match)
        {
            throw new ArgumentException($"Invalid URL: it is not of the form {Form}.", nameof(url));
        }

        return new SqlAlchemyUrl
        {
            Driver = match.Groups["driver"].Value,
            Username = Text(match, "username"),
            Password = Text(match, "password") is { } password ? new SecretString(Remember(password)) : null,
            Host = Raw(match, "ipv6") ?? Text(match, "host"),
            Port = Raw(match, "port") is { } port ? ReadPort(port) : null,
            Database = Text(match, "database"),
            Query = ReadQuery(Raw(match, "query") ?? ""),
        };
    }

    /// <summary>Gives the URL with its password masked.</summary>
    public override string ToString() => Render(SecretHandling.Mask);

    /// <summary>Gives the URL.</summary>
    /// <param name="secrets">Whether the password stands in clear. Default: masked.</param>
    public string Render(SecretHandling secrets = SecretHandling.Mask)
    {
        StringBuilder text = new($"{Driver}://");
        if (Username is not null || Password is not null)
        {
            text.Append(Escape(Username));
            if (Password is { } password)
            {
                text.Append(':').Append(secrets == SecretHandling.Reveal ? Escape(password.Reveal()) : "***");
            }

            text.Append('@');
        }

        text.Append(Host?.Contains(':', StringComparison.Ordinal) == true ? $"[{Host}]" : Escape(Host));
        text.Append(Port is { } port ? string.Create(CultureInfo.InvariantCulture, $":{port}") : "");
        text.Append(Database is null ? "" : "/" + Database.Replace("%", "%25", StringComparison.Ordinal).Replace("?", "%3F", StringComparison.Ordinal));
        bool shows = secrets == SecretHandling.Reveal;
        text.Append(Query.Count == 0 ? "" : "?" + string.Join('&', Query.Select(option =>
            $"{Escape(option.Key)}={(shows || !ConnectionOption.IsSecret(option.Key) ? Escape(option.Value) : "***")}")));
        return text.ToString();
    }

    private static string Escape(string? text) => Uri.EscapeDataString(text ?? "");

    // The password alone turns up elsewhere than in its URL.
    private static string Remember(string password)
    {
        SecretMasker.Add(password);
        return password;
    }

    private static string? Raw(Match match, string group) => match.Groups[group] is { Success: true, Value: { Length: > 0 } value } ? value : null;

    private static string? Text(Match match, string group) => Raw(match, group) is { } value ? Uri.UnescapeDataString(value) : null;

    private static int ReadPort(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is > 0 and < 65536
            ? port
            : throw new SqlConfigurationException("port", $"Invalid URL: its port is no number from 1 to 65535. The form is {Form}.");

    private static Dictionary<string, string> ReadQuery(string query)
    {
        Dictionary<string, string> options = new(StringComparer.Ordinal);
        foreach (string pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] sides = [.. pair.Split('=', 2).Select(side => Uri.UnescapeDataString(side.Replace('+', ' ')))];
            string value = sides.Length == 2 ? sides[1] : "";
            options[sides[0]] = options.TryGetValue(sides[0], out string? other) ? $"{other},{value}" : value;
            if (ConnectionOption.IsSecret(sides[0]))
            {
                SecretMasker.Add(value);
            }
        }

        return options;
    }

    [GeneratedRegex(
        @"^(?<driver>[\w+]+)://((?<username>[^:/@?]*)(:(?<password>[^@]*))?@)?((\[(?<ipv6>[^/?\]]+)\]|(?<host>[^/:?]+))?(:(?<port>[^/?]*))?)(/(?<database>[^?]*))?(\?(?<query>.*))?$",
        RegexOptions.ExplicitCapture | RegexOptions.Singleline,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex UrlPattern();
}
