using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Sql;

/// <summary>An option of a connection, as a URL or the arguments of a connection say it.</summary>
/// <param name="Name">Its name in Python's drivers, or in .NET's connection strings.</param>
/// <param name="Value">Its value.</param>
internal readonly record struct ConnectionOption(string Name, string Value)
{
    private static readonly HashSet<string> s_secrets = new(StringComparer.OrdinalIgnoreCase)
    {
        "password", "pwd", "passwd", "sslpassword", "ssl password", "passphrase", "token", "access_token", "secret", "wallet_password",
    };

    public static bool IsSecret(string name) => s_secrets.Contains(name);

    /// <summary>What both say; the arguments have the last word.</summary>
    public static IReadOnlyList<ConnectionOption> Gather(IReadOnlyDictionary<string, string> query, JsonObject? arguments)
    {
        Dictionary<string, ConnectionOption> options = query.ToDictionary(
            option => option.Key, option => new ConnectionOption(option.Key, option.Value), StringComparer.OrdinalIgnoreCase);
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
