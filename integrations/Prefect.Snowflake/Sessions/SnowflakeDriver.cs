using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Prefect.Snowflake;

/// <summary>What the service is told about this program.</summary>
internal static class SnowflakeDriver
{
    /// <summary>
    /// Whose manner the service is to answer in. It knows the vendor's drivers alone, and gives features and formats by name and version;
    /// who really asks is said beside it, as the application.
    /// </summary>
    public const string Name = ".NET";

    /// <summary>Version of the vendor's driver whose protocol is spoken here. The service turns versions away that are too old.</summary>
    public const string Version = "6.0.0";

    /// <summary>The program itself, for who looks at requests on the way.</summary>
    public static string UserAgent { get; } =
        $"{Name}/{Version} ({RuntimeInformation.OSDescription.Replace('(', ' ').Replace(')', ' ')}) Prefect.Snowflake/{typeof(SnowflakeDriver).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]}";

    /// <summary>The part of a sign-in that describes the client.</summary>
    public static JsonObject Environment(string application) => new()
    {
        ["APPLICATION"] = application,
        ["OS"] = OperatingSystem.IsWindows() ? "Windows" : OperatingSystem.IsMacOS() ? "Darwin" : "Linux",
        ["OS_VERSION"] = System.Environment.OSVersion.VersionString,
        ["NET_RUNTIME"] = "NET",
        ["NET_VERSION"] = System.Environment.Version.ToString(2),
        ["OCSP_MODE"] = "FAIL_OPEN",
        ["CERT_REVOCATION_CHECK_MODE"] = "DISABLED",
    };
}
