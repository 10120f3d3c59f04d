using Prefect.Http;

namespace Prefect.Sql;

/// <summary>The traces and metrics of this package.</summary>
internal static class SqlTelemetry
{
    public const string Name = "Prefect.Sql";

    public static ServiceTelemetry Calls { get; } = new(Name, "sql", "db.response.status_code");
}
