namespace Prefect.Client;

/// <summary>Derives the web interface's address from the API's, and spots an API address that was mistyped.</summary>
internal static class UiAddress
{
    public static bool IsCloud(string apiUrl, string cloudApiUrl) => apiUrl.StartsWith(cloudApiUrl.TrimEnd('/'), StringComparison.OrdinalIgnoreCase);

    public static string OfCloud(string cloudApiUrl)
    {
        bool isPrefects = cloudApiUrl.StartsWith("https://api", StringComparison.Ordinal)
            && cloudApiUrl.Contains(".prefect.", StringComparison.Ordinal);
        return WithoutApi(isPrefects ? "https://app" + cloudApiUrl["https://api".Length..] : cloudApiUrl);
    }

    public static string Of(string apiUrl, string cloudApiUrl, string cloudUiUrl)
    {
        string address = IsCloud(apiUrl, cloudApiUrl) ? cloudUiUrl.TrimEnd('/') + apiUrl[cloudApiUrl.TrimEnd('/').Length..] : apiUrl;
        return WithoutApi(WithoutUser(address))
            .Replace("/api/", "/", StringComparison.Ordinal)
            .Replace("/accounts/", "/account/", StringComparison.Ordinal)
            .Replace("/workspaces/", "/workspace/", StringComparison.Ordinal);
    }

    public static string? Suspicion(string apiUrl)
    {
        string? problem = apiUrl switch
        {
            _ when Has(apiUrl, "app.prefect.cloud") => "it names the web interface, app.prefect.cloud; the API is at api.prefect.cloud.",
            _ when Has(apiUrl, "/account/") => "it has /account/ where the API has /accounts/.",
            _ when Has(apiUrl, "/workspace/") => "it has /workspace/ where the API has /workspaces/.",
            _ when Has(apiUrl, "api.prefect.cloud") && !Has(apiUrl, "api.prefect.cloud/api") => "the path of Prefect Cloud's API starts with /api.",
            _ => null,
        };
        return problem is null ? null : problem + " It should read like https://api.prefect.cloud/api/accounts/ACCOUNT/workspaces/WORKSPACE.";
    }

    private static bool Has(string address, string part) => address.Contains(part, StringComparison.OrdinalIgnoreCase);

    /// <summary>A browser asks for user and password itself; an address that is shown must not hold them.</summary>
    private static string WithoutUser(string address)
    {
        (int start, int at) = SettingMask.FindUser(address);
        return at < 0 ? address : address.Remove(start, at - start + 1);
    }

    private static string WithoutApi(string address)
    {
        string trimmed = address.TrimEnd('/');
        return trimmed.EndsWith("/api", StringComparison.Ordinal) ? trimmed[..^4] : trimmed;
    }
}
