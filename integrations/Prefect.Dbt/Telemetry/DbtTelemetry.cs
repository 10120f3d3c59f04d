using Prefect.Http;

namespace Prefect.Dbt;

/// <summary>The traces and metrics of this package.</summary>
internal static class DbtTelemetry
{
    public const string Name = "Prefect.Dbt";

    public static ServiceTelemetry Calls { get; } = new(Name, "dbt-cloud", "dbt.request.id");
}
