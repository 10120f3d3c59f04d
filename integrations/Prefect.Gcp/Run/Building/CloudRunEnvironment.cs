using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace Prefect.Gcp;

/// <summary>The environment variables of a container.</summary>
/// <param name="Plain">Names and values; null takes one away.</param>
/// <param name="Secrets">Names, and what the service fills in.</param>
/// <param name="ApiKey">The secret with the API key.</param>
/// <param name="AuthString">The secret with the authorization string.</param>
internal sealed record CloudRunEnvironment(
    IReadOnlyDictionary<string, string?> Plain, IReadOnlyDictionary<string, SecretKeySelector> Secrets, SecretKeySelector? ApiKey, SecretKeySelector? AuthString)
{
    /// <summary>Puts the variables into a container, in place of those of the same name.</summary>
    /// <param name="container">The container.</param>
    /// <param name="refer">Writes a reference to a secret as the version of the interface has it.</param>
    public void Put(JsonObject container, Func<SecretKeySelector, KeyValuePair<string, JsonNode?>> refer)
    {
        OrderedDictionary<string, JsonObject> all = new(StringComparer.Ordinal);
        foreach (JsonObject variable in container.Objects("env"))
        {
            all[variable.Text("name") ?? ""] = variable.DeepClone().AsObject();
        }

        foreach ((string name, string? value) in Plain)
        {
            all.Remove(name);
            if (value is not null)
            {
                all[name] = new JsonObject { ["name"] = name, ["value"] = value };
            }
        }

        foreach ((string name, SecretKeySelector secret) in AllSecrets())
        {
            all.Remove(name);
            all[name] = new JsonObject([new("name", name), refer(secret)]);
        }

        container["env"] = new JsonArray([.. all.Values]);
    }

    /// <summary>Warns of credentials that whoever sees the job can read.</summary>
    public void Warn(ILogger logger)
    {
        HashSet<string> hidden = [.. AllSecrets().Select(secret => secret.Key)];
        WarnOf(CloudRunDefaults.ApiKey, "prefect_api_key_secret");
        WarnOf(CloudRunDefaults.ApiAuthString, "prefect_api_auth_string_secret");

        void WarnOf(string name, string setting)
        {
            if (Plain.TryGetValue(name, out string? value) && value is not null && !hidden.Contains(name))
            {
                GcpLog.PlainCredential(logger, name, setting);
            }
        }
    }

    private IEnumerable<KeyValuePair<string, SecretKeySelector>> AllSecrets()
    {
        foreach (KeyValuePair<string, SecretKeySelector> secret in Secrets)
        {
            yield return secret;
        }

        if (ApiKey is not null)
        {
            yield return new(CloudRunDefaults.ApiKey, ApiKey);
        }

        if (AuthString is not null)
        {
            yield return new(CloudRunDefaults.ApiAuthString, AuthString);
        }
    }
}
