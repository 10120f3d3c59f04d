using System.Text.RegularExpressions;

namespace Prefect.Snowflake;

/// <summary>An account, as its name says: where it is, and what the service itself calls it.</summary>
/// <param name="Name">Name without region, as requests have it.</param>
/// <param name="Host">Host of the account.</param>
internal sealed partial record SnowflakeAccount(string Name, string Host)
{
    private const string Domain = ".snowflakecomputing.com";
    private const string ChineseDomain = ".snowflakecomputing.cn";

    /// <exception cref="SnowflakeConfigurationException">It is no name of an account.</exception>
    public static SnowflakeAccount Parse(string? account)
    {
        string full = account?.Trim() ?? "";
        full = full.EndsWith(Domain, StringComparison.OrdinalIgnoreCase) ? full[..^Domain.Length]
            : full.EndsWith(ChineseDomain, StringComparison.OrdinalIgnoreCase) ? full[..^ChineseDomain.Length]
            : full;
        if (!Form().IsMatch(full))
        {
            throw new SnowflakeConfigurationException(
                "account", "The account is no name of one: give it as 'organization-account', or as locator and region, such as 'ab12345.eu-central-1'.");
        }

        string[] parts = full.Split('.');
        bool isInChina = parts.Length > 1 && parts[1].StartsWith("cn-", StringComparison.OrdinalIgnoreCase);

        // No certificate names a host with an underscore.
        string host = full.Replace('_', '-') + (isInChina ? ChineseDomain : Domain);
        return new SnowflakeAccount(NameOf(parts), host.ToLowerInvariant());
    }

    // What stands before 'global' ends with an id that is no part of the name.
    private static string NameOf(string[] parts)
    {
        int id = parts[0].LastIndexOf('-');
        bool isGlobal = parts.Length > 1 && parts[1].Equals("global", StringComparison.OrdinalIgnoreCase);
        return isGlobal && id > 0 ? parts[0][..id] : parts[0];
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+)*\\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();
}
