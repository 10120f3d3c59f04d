using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Sql;

/// <summary>An option of a connection, as a URL or the arguments of a connection say it.</summary>
/// <param name="Name">Its name in Python's drivers, or in .NET's connection strings.</param>
/// <param name="Value">Its value.</param>
internal readonly record struct ConnectionOption(string Name, string Value)
{
    // What is part of the name of an option that nobody should read; the text of ODBC is a connection string as a whole.
    private static readonly string[] s_secrets = ["password", "passwd", "pwd", "passphrase", "secret", "token", "odbc_connect"];

    public static bool IsSecret(string name) => s_secrets.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase));

    /// <summary>What both say; the arguments have the last word.</summary>
    public static IReadOnlyList<ConnectionOption> Gather(IReadOnlyDictionary<string, string> query, JsonObject? arguments)
    {
        Dictionary<string, ConnectionOption> options = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, string value) in query)
        {
            options[name] = new ConnectionOption(name, value);
        }

        foreach ((string name, JsonNode? value) in arguments ?? [])
        {
            if (value is JsonObject settings && name is "server_settings")
            {
                options[name] = new ConnectionOption(name, settings.ToJsonString());
                continue;
            }

            if (value is JsonObject or JsonArray)
            {
                throw new SqlConfigurationException("connect_args", $"The connection argument '{name}' is an object or a list: this driver takes texts, numbers and true or false.");
            }

            if (value is not null)
            {
                options[name] = new ConnectionOption(name, value.ToString());
            }
        }

        foreach (ConnectionOption option in options.Values.Where(option => IsSecret(option.Name)))
        {
            SecretMasker.Add(option.Value);
        }

        return [.. options.Values];
    }

    public override string ToString() => Name;
}
