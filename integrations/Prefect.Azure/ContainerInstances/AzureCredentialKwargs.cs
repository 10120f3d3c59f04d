using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Azure;

/// <summary>Settings of signing in by their names in Python's azure-identity.</summary>
internal sealed class AzureCredentialKwargs(JsonObject settings)
{
    private const string Field = "credential_kwargs";

    private static readonly HashSet<string> s_known = new(StringComparer.Ordinal)
    {
        "authority", "tenant_id", "additionally_allowed_tenants", "disable_instance_discovery", "process_timeout",
        "managed_identity_client_id", "workload_identity_client_id", "workload_identity_tenant_id", "interactive_browser_tenant_id",
        "exclude_environment_credential", "exclude_workload_identity_credential", "exclude_managed_identity_credential",
        "exclude_cli_credential", "exclude_developer_cli_credential", "exclude_powershell_credential",
        "exclude_visual_studio_code_credential", "exclude_interactive_browser_credential", "exclude_broker_credential",
        "exclude_shared_token_cache_credential",
    };

    /// <summary>Where one signs in; null for the public cloud.</summary>
    /// <exception cref="AzureConfigurationException">It is no address.</exception>
    public Uri? Authority
    {
        get
        {
            if (Text("authority") is not { } text)
            {
                return null;
            }

            string address = text.Contains("://", StringComparison.Ordinal) ? text : "https://" + text;
            return Uri.TryCreate(address, UriKind.Absolute, out Uri? authority) && authority.Scheme == Uri.UriSchemeHttps
                ? authority
                : throw Unfit("authority", "the name of a host, or an address that begins with https");
        }
    }

    /// <exception cref="AzureConfigurationException">It is no list of texts.</exception>
    public IReadOnlyList<string> AdditionallyAllowedTenants => settings["additionally_allowed_tenants"] switch
    {
        null => [],
        JsonArray list when list.All(item => item?.GetValueKind() == JsonValueKind.String) => settings.Texts("additionally_allowed_tenants"),
        _ => throw Unfit("additionally_allowed_tenants", "a list of texts"),
    };

    /// <summary>How long the command lines that are asked for a token may take; null for the default.</summary>
    /// <exception cref="AzureConfigurationException">It is no number of seconds.</exception>
    public TimeSpan? ProcessTimeout => settings["process_timeout"] switch
    {
        null => null,
        JsonValue value when value.GetValueKind() == JsonValueKind.Number
            && double.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds)
            && seconds is > 0 and <= 86400 => TimeSpan.FromSeconds(seconds),
        _ => throw Unfit("process_timeout", "a number of seconds up to a day"),
    };

    /// <summary>Names the settings that nothing here reads.</summary>
    public IEnumerable<string> Unknown => settings.Select(setting => setting.Key).Where(key => !s_known.Contains(key));

    /// <exception cref="AzureConfigurationException">The setting is no text.</exception>
    public string? Text(string key) => settings[key] switch
    {
        null => null,
        JsonValue value when value.TryGetValue(out string? text) => string.IsNullOrWhiteSpace(text) ? null : text,
        _ => throw Unfit(key, "a text"),
    };

    /// <exception cref="AzureConfigurationException">The setting is neither true nor false.</exception>
    public bool? Flag(string key) => settings[key]?.GetValueKind() switch
    {
        null => null,
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Unfit(key, "true or false"),
    };

    private static AzureConfigurationException Unfit(string key, string kind) => new(Field, $"{key} of {Field} must be {kind}.");
}
