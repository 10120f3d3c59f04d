using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Aws;

/// <summary>Writes a request so that it may be logged.</summary>
internal static class EcsLogText
{
    private const int KeptOfKey = 6;
    private const string Hidden = "***";

    private static readonly string[] s_plain = ["PREFECT__FLOW_RUN_ID", "PREFECT_LOGGING_LEVEL"];

    /// <summary>
    /// The request in JSON. Of most variables only the names are told, and of the API key what it begins with, which tells keys apart.
    /// </summary>
    public static string Of(JsonObject request)
    {
        JsonObject copy = request.DeepClone().AsObject();
        foreach (JsonObject variable in copy.Section("overrides").Objects(EcsContainers.Overrides).SelectMany(container => container.Objects("environment")))
        {
            variable["value"] = Mask(variable.Text("name") ?? "", variable.Text("value") ?? "");
        }

        return SecretMasker.Mask(copy.ToJsonString());
    }

    private static string Mask(string name, string value) => name switch
    {
        EcsDefaults.ApiKey when value.Length > KeptOfKey => value[..KeptOfKey] + Hidden,
        _ when s_plain.Contains(name, StringComparer.Ordinal) => value,
        _ => Hidden,
    };
}
