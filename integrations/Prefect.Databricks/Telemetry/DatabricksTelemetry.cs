using Prefect.Http;

namespace Prefect.Databricks;

/// <summary>The traces and metrics of this package.</summary>
internal static class DatabricksTelemetry
{
    public static ServiceTelemetry Calls { get; } = new("Prefect.Databricks", "databricks", "databricks.request_id");
}
