using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Gcp;

/// <summary>The object that says who signs in, such as a service account's key.</summary>
internal sealed class GcpKey
{
    // What these hold is no secret and stands in addresses and messages of all kinds: masked, it would make those unreadable.
    private static readonly HashSet<string> s_open = new(StringComparer.Ordinal)
    {
        "type", "project_id", "client_email", "client_id", "private_key_id", "auth_uri", "token_uri", "auth_provider_x509_cert_url",
        "client_x509_cert_url", "universe_domain", "quota_project_id", "account", "audience", "subject_token_type", "token_url",
        "token_info_url", "service_account_impersonation_url", "service_account_impersonation", "token_lifetime_seconds",
        "workforce_pool_user_project", "scopes", "delegates", "file", "url", "format", "subject_token_field_name", "environment_id",
        "region_url", "regional_cred_verification_url", "imdsv2_session_token_url", "credential_source", "source_credentials",
        "executable", "command", "timeout_millis", "output_file", "certificate", "use_default_certificate_config", "certificate_config_location",
    };

    private readonly JsonObject _members;

    private GcpKey(JsonObject members)
    {
        _members = members;
        Hide(members);
    }

    public string? Type => Text("type");

    public string Json => _members.ToJsonString();

    public static GcpKey Of(SecretDictionary info)
    {
        JsonObject members = [];
        JsonObject stored = Stored(info);
        foreach ((string name, SecretJson value) in info)
        {
            bool isPlain = s_open.Contains(name) && !SecretReferences.IsReference(AsText(stored[name]));
            members[name] = isPlain ? stored[name]?.DeepClone() : value.Reveal();
        }

        return new GcpKey(members);
    }

    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static GcpKey? Parse(string text) => JsonNode.Parse(text) is JsonObject members ? new GcpKey(members) : null;

    public string? Text(string name) => AsText(_members[name]) is { Length: > 0 } text ? text : null;

    private static JsonObject Stored(SecretDictionary info) =>
        JsonNode.Parse(new GcpCredentials { ServiceAccountInfo = info }.ToJson(SecretHandling.Reveal))!["service_account_info"]!.AsObject();

    private static string? AsText(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static void Hide(JsonObject members)
    {
        foreach ((string name, JsonNode? value) in members)
        {
            if (!s_open.Contains(name))
            {
                SecretMasker.Add(value);
            }
            else if (value is JsonObject inner)
            {
                Hide(inner);
            }
        }
    }
}
