using System.Text;

namespace Prefect.Client;

/// <summary>Address of an API, and of what lies below it.</summary>
internal sealed class ApiAddress
{
    private readonly string _base;

    /// <exception cref="SettingsException">There is no address, or it is none that can be called.</exception>
    public ApiAddress(PrefectSettings settings)
    {
        const string Key = "PREFECT_API_URL";
        string url = settings.Api.Url ?? throw new SettingsException(
            "There is no Prefect server to talk to: PREFECT_API_URL is not set. Set it in the environment, in a profile "
            + "(dotnet prefect config set PREFECT_API_URL=http://HOST:4200/api), or in prefect.toml under [api] as url.", Key);
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? address) || address.Scheme is not ("http" or "https") || address.Host.Length == 0)
        {
            throw new SettingsException("PREFECT_API_URL is no address that can be called: it should read like http://HOST:4200/api.", Key);
        }

        UserInfo = address.UserInfo.Length == 0 ? null : Uri.UnescapeDataString(address.UserInfo);
        Shown = address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped).TrimEnd('/');
        _base = Shown;
    }

    /// <summary>The address without user, password and query, fit for messages.</summary>
    public string Shown { get; }

    /// <summary><c>user:password</c> in the address itself, or null.</summary>
    public string? UserInfo { get; }

    public Uri Of(ApiRequest request) => new(_base + request.Path + (request.Query.Length == 0 ? "" : "?" + request.Query));

    /// <summary>Builds a path from its segments, each of which is escaped.</summary>
    /// <exception cref="ArgumentException">A segment is empty, or would lead elsewhere.</exception>
    public static string Path(params ReadOnlySpan<string> segments)
    {
        StringBuilder path = new();
        foreach (string segment in segments)
        {
            path.Append('/').Append(Uri.EscapeDataString(segment));
        }

        return path.ToString();
    }

    /// <summary>Checks a name that becomes a segment of a path.</summary>
    /// <exception cref="ArgumentException">The name is empty or white space, is longer than 1,000 characters, or is <c>.</c> or <c>..</c>.</exception>
    public static string Segment(string name, string parameter)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name, parameter);
        if (name is "." or ".." || name.Length > 1000 || name.Any(char.IsControl) || !IsText(name))
        {
            throw new ArgumentException("No name on a Prefect server looks like this: give one of at most 1,000 printable characters.", parameter);
        }

        return name;
    }

    private static bool IsText(string name)
    {
        foreach (Rune rune in name.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar)
            {
                return false;
            }
        }

        return true;
    }
}
