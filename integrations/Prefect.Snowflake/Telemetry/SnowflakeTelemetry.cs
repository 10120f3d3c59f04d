using Prefect.Http;

namespace Prefect.Snowflake;

/// <summary>The traces and metrics of this package.</summary>
internal static class SnowflakeTelemetry
{
    public const string Name = "Prefect.Snowflake";

    public static ServiceTelemetry Calls { get; } = new(Name, "snowflake", "snowflake.query_id");
}
