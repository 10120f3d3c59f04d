using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Apis.Auth.OAuth2;
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
        "headers", "Metadata", "Metadata-Flavor",
    };

    private static readonly HashSet<string> s_types = new(StringComparer.Ordinal)
    {
        "service_account", "authorized_user", "external_account", "external_account_authorized_user", "impersonated_service_account",
    };

    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false };

    private readonly JsonObject _members;
    private readonly string _field;

    private GcpKey(JsonObject members, string field)
    {
        _members = members;
        _field = field;
        Hide(members);
    }

    /// <summary>Reads the object of a block, references followed.</summary>
    /// <param name="info">The object.</param>
    /// <param name="field">Where it stands, for errors.</param>
    public static GcpKey Of(SecretDictionary info, string field)
    {
        JsonObject members = [];
        JsonObject stored = Stored(info);
        foreach ((string name, SecretJson value) in info)
        {
            bool isPlain = s_open.Contains(name) && !SecretReferences.IsReference(AsText(stored[name]));
            members[name] = isPlain ? stored[name]?.DeepClone() : value.Reveal();
        }

        return new GcpKey(members, field);
    }

    /// <summary>Reads a file's text; null when it is no object.</summary>
    /// <exception cref="JsonException">The text is no JSON, or an object in it has a member twice.</exception>
    public static GcpKey? Parse(string text, string field) => JsonNode.Parse(text, documentOptions: s_strict) is JsonObject members ? new GcpKey(members, field) : null;

    /// <summary>Gives the vendor's form of it.</summary>
    /// <exception cref="GcpConfigurationException">It is none that can be signed in with.</exception>
    public GoogleCredential Credential()
    {
        if (Text("type") is not { } type || !s_types.Contains(type))
        {
            throw new GcpConfigurationException(_field, $"What {_field} holds is no key: its 'type' is none of {string.Join(", ", s_types)}.");
        }

        if (_members["credential_source"] is JsonObject source && source.ContainsKey("executable"))
        {
            throw new GcpConfigurationException(_field, $"The workload identity in {_field} takes its token from an executable, which Google's .NET library cannot: use a file or an address.");
        }

        Secure(_members);
        try
        {
            return CredentialFactory.FromJson(_members.ToJsonString(), type);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or FormatException or CryptographicException or NotSupportedException)
        {
            // The exception's text may hold a piece of the key.
            throw new GcpConfigurationException(_field, $"What {_field} holds cannot be used as {type}: members are missing, or its private_key is not what the file of the key has. Save the file again, unchanged.");
        }
    }

    public string? Text(string name) => AsText(_members[name]) is { Length: > 0 } text ? text : null;

    // Whoever listens on the way would have the token.
    private void Secure(JsonObject members)
    {
        Secure(members, "token_uri");
        Secure(members, "token_url");
        Secure(members, "service_account_impersonation_url");
        if (members["source_credentials"] is JsonObject source)
        {
            Secure(source);
        }
    }

    private void Secure(JsonObject members, string name)
    {
        bool isGood = AsText(members[name]) is not { Length: > 0 } address
            || (Uri.TryCreate(address, UriKind.Absolute, out Uri? parsed) && (parsed.Scheme == Uri.UriSchemeHttps || (parsed.Scheme == Uri.UriSchemeHttp && parsed.IsLoopback)));
        if (!isGood)
        {
            throw new GcpConfigurationException(_field, $"'{name}' in {_field} is no address with encryption: use https.");
        }
    }

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
