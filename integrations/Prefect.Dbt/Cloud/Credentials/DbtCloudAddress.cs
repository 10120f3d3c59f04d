namespace Prefect.Dbt;

/// <summary>Where an account is reached.</summary>
internal static class DbtCloudAddress
{
    /// <exception cref="DbtConfigurationException">The domain or the account's id cannot be used.</exception>
    public static Uri Administrative(DbtCloudCredentials credentials)
    {
        Uri host = Host(credentials);
        return credentials.AccountId > 0
            ? new Uri(host, $"api/v2/accounts/{credentials.AccountId}/")
            : throw new DbtConfigurationException("account_id", $"account_id of the dbt Cloud credentials must be a positive number, not {credentials.AccountId}.");
    }

    /// <exception cref="DbtConfigurationException">The domain cannot be used.</exception>
    public static Uri Metadata(DbtCloudCredentials credentials)
    {
        Uri host = Host(credentials);
        return host.IsLoopback ? host : new UriBuilder(host) { Host = "metadata." + host.Host }.Uri;
    }

    private static Uri Host(DbtCloudCredentials credentials)
    {
        if (credentials.ApiKey.IsEmpty)
        {
            throw new DbtConfigurationException("api_key", "The dbt Cloud credentials have no api_key.");
        }

        string domain = credentials.Domain?.Trim() ?? "";
        string text = domain.Contains("://", StringComparison.Ordinal) ? domain : "https://" + domain;
        bool isHost = Uri.TryCreate(text, UriKind.Absolute, out Uri? host)
            && host.Scheme is "http" or "https"
            && host is { PathAndQuery: "/", Fragment: "", UserInfo: "" }
            && !text.EndsWith('?');
        return isHost && (host!.Scheme == Uri.UriSchemeHttps || host.IsLoopback)
            ? host
            : throw new DbtConfigurationException(
                "domain", $"domain of the dbt Cloud credentials must be a host such as cloud.getdbt.com, not '{domain}'. Whoever listens on the way must not get the token: only this machine is reached without encryption.");
    }
}
