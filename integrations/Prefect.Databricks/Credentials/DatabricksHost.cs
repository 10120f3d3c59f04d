using System.Buffers;

namespace Prefect.Databricks;

/// <summary>The workspace's host, as <c>databricks_instance</c> says it.</summary>
internal static class DatabricksHost
{
    private static readonly SearchValues<char> s_notInHosts = SearchValues.Create("/\\?#@ ");

    /// <summary>Gives the address of the host, which ends in a slash. A scheme is passed over: it is always https.</summary>
    /// <exception cref="DatabricksConfigurationException">It is no host.</exception>
    public static Uri Address(string? instance)
    {
        string text = (instance ?? "").Trim();
        text = text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? text["https://".Length..] : text;
        text = text.TrimEnd('/');
        return text.Length > 0
            && !text.AsSpan().ContainsAny(s_notInHosts)
            && Uri.TryCreate($"https://{text}/", UriKind.Absolute, out Uri? address)
            && address.Authority.Length > 0
                ? address
                : throw new DatabricksConfigurationException(
                    "databricks_instance", "databricks_instance must be the host of the workspace, such as adb-1234567890123456.7.azuredatabricks.net, and no more.");
    }
}
