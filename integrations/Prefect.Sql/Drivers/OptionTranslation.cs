using System.Collections.Frozen;
using System.Data.Common;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Prefect.Sql;

/// <summary>Puts options of Python's drivers into connection strings.</summary>
internal static class OptionTranslation
{
    /// <exception cref="SqlConfigurationException">The option has no counterpart, or a value that cannot be used.</exception>
    public static void Apply(DbConnectionStringBuilder connection, SqlDriver driver, ConnectionOption option)
    {
        if (OptionNames.WithoutMeaning(driver.Kind).Contains(option.Name))
        {
            return;
        }

        switch (driver.Kind, option.Name)
        {
            case (DriverKind.Npgsql, "server_settings"):
                ApplyServerSettings(connection, driver, option.Value);
                return;
            case (DriverKind.Npgsql, "options"):
                AddServerOptions(connection, option.Value);
                return;
            case (DriverKind.SqlClient, "odbc_connect"):
                ApplyOdbc(connection, driver, option.Value);
                return;
        }

        FrozenDictionary<string, string>? names = Names(driver.Kind);
        string keyword = names?.GetValueOrDefault(option.Name) ?? option.Name.Replace('_', ' ');
        ConnectionStrings.Set(connection, keyword, Value(keyword, option), option.Name);
    }

    private static FrozenDictionary<string, string>? Names(DriverKind kind) => kind switch
    {
        DriverKind.Npgsql => OptionNames.PostgreSql,
        DriverKind.Sqlite => OptionNames.Sqlite,
        DriverKind.SqlClient => OptionNames.SqlServer,
        _ => null,
    };

    private static string Value(string keyword, ConnectionOption option) => keyword switch
    {
        "SSL Mode" => SslMode(option),
        "Timeout" or "Command Timeout" or "Default Timeout" or "Connect Timeout" => Seconds(option),
        "TCP Keepalive" => Truth(option.Value) ?? option.Value,
        "Mode" => option.Value.ToUpperInvariant() switch { "RO" => "ReadOnly", "RW" => "ReadWrite", "RWC" => "ReadWriteCreate", _ => option.Value },
        "Integrated Security" or "Encrypt" or "Trust Server Certificate" or "Multi Subnet Failover" => Truth(option.Value) ?? option.Value,
        _ => option.Value,
    };

    private static string SslMode(ConnectionOption option) => option.Value.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant() switch
    {
        "TRUE" => "Require",
        "FALSE" => "Disable",
        "DISABLE" or "ALLOW" or "PREFER" or "REQUIRE" or "VERIFYCA" or "VERIFYFULL" => option.Value.Replace("-", "", StringComparison.Ordinal),
        _ => throw new SqlConfigurationException(
            "connect_args", $"'{option.Name}' must be disable, allow, prefer, require, verify-ca or verify-full."),
    };

    // Python's drivers take parts of seconds, and so do documents. None of them becomes "for ever", which is what 0 says.
    private static string Seconds(ConnectionOption option) =>
        double.TryParse(option.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && seconds is >= 0 and < int.MaxValue
            ? ((int)Math.Ceiling(seconds)).ToString(CultureInfo.InvariantCulture)
            : throw new SqlConfigurationException("connect_args", $"'{option.Name}' must be a number of seconds, at least 0.");

    private static string? Truth(string value) => value.ToUpperInvariant() switch
    {
        "YES" or "TRUE" or "1" or "ON" or "MANDATORY" or "STRICT" => "true",
        "NO" or "FALSE" or "0" or "OFF" or "OPTIONAL" => "false",
        _ => null,
    };

    private static void ApplyServerSettings(DbConnectionStringBuilder connection, SqlDriver driver, string json)
    {
        foreach ((string name, JsonNode? value) in JsonNode.Parse(json)!.AsObject())
        {
            if (name is "application_name" or "search_path" or "client_encoding")
            {
                Apply(connection, driver, new ConnectionOption(name, value?.ToString() ?? ""));
            }
            else
            {
                string text = (value?.ToString() ?? "").Replace("\\", "\\\\", StringComparison.Ordinal).Replace(" ", "\\ ", StringComparison.Ordinal);
                AddServerOptions(connection, $"-c {name}={text}");
            }
        }
    }

    private static void AddServerOptions(DbConnectionStringBuilder connection, string options)
    {
        string before = connection.TryGetValue("Options", out object? value) ? value as string ?? "" : "";
        ConnectionStrings.Set(connection, "Options", before.Length == 0 ? options : $"{before} {options}", "options");
    }

    private static void ApplyOdbc(DbConnectionStringBuilder connection, SqlDriver driver, string text)
    {
        DbConnectionStringBuilder odbc = new(useOdbcRules: true);
        try
        {
            odbc.ConnectionString = text;
        }
        catch (ArgumentException)
        {
            throw new SqlConfigurationException("connection_info", "odbc_connect is no connection string of ODBC.");
        }

        foreach (string name in odbc.Keys)
        {
            string value = odbc[name].ToString() ?? "";
            if (ConnectionOption.IsSecret(name))
            {
                Blocks.SecretMasker.Add(value);
            }

            Apply(connection, driver, new ConnectionOption(name, name is "server" ? value.Replace("tcp:", "", StringComparison.OrdinalIgnoreCase) : value));
        }
    }
}
