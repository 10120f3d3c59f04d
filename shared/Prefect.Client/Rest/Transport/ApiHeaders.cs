using System.Net.Http.Headers;
using System.Text;

namespace Prefect.Client;

/// <summary>The headers of every request, and the secrets among them.</summary>
internal sealed class ApiHeaders
{
    private const string Authorization = "Authorization";
    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _private = new(StringComparer.OrdinalIgnoreCase) { Authorization };
    private readonly List<string> _secrets = [];

    public ApiHeaders(PrefectSettings settings, ApiAddress address)
    {
        _headers["User-Agent"] = ApiProtocol.UserAgent;
        _headers["X-Prefect-Cs-Version"] = ApiProtocol.PackageVersion;
        _headers["X-PREFECT-API-VERSION"] = ApiProtocol.Version;
        _headers["Accept"] = "application/json";
        SignIn(settings.Api, address);

        // Prefect's client puts the user's headers on top of its own, so that a proxy can be signed in to; so does this one.
        foreach ((string name, string value) in settings.Client.CustomHeaders)
        {
            _headers[name] = value;
            _private.Add(name);
            _secrets.Add(value);
        }
    }

    /// <param name="request">The request to put them on.</param>
    /// <param name="isElsewhere">Whether the request goes to another server than the API's, which must not learn any secret.</param>
    public void AddTo(HttpRequestMessage request, bool isElsewhere)
    {
        foreach ((string name, string value) in _headers)
        {
            if (isElsewhere && _private.Contains(name))
            {
                continue;
            }

            HttpHeaders target = name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) && request.Content is { } content
                ? content.Headers
                : request.Headers;
            target.Remove(name);
            target.TryAddWithoutValidation(name, value);
        }
    }

    /// <summary>Masks what is secret about the sign-in wherever a text repeats it.</summary>
    public string Mask(string text)
    {
        foreach (string secret in _secrets.Where(secret => secret.Length >= 4))
        {
            text = text.Replace(secret, SecretSetting.Mask, StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>
    /// The auth string wins over the key, as in Prefect's own client. The documentation's page on security says the opposite; the
    /// client's code does not, and a key that was left over from Prefect Cloud would lock a user out of a server with a password.
    /// </summary>
    private void SignIn(ApiSettings settings, ApiAddress address)
    {
        if (settings.AuthString?.Reveal() is { Length: > 0 } pair)
        {
            UseBasic(pair);
        }
        else if (settings.Key?.Reveal() is { Length: > 0 } key)
        {
            _headers[Authorization] = "Bearer " + key;
            _secrets.Add(key);
        }
        else if (address.UserInfo is { } user)
        {
            UseBasic(user);
        }
    }

    private void UseBasic(string pair)
    {
        string encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(pair));
        _headers[Authorization] = "Basic " + encoded;
        _secrets.AddRange([pair, encoded, pair[(pair.IndexOf(':', StringComparison.Ordinal) + 1)..]]);
    }
}
