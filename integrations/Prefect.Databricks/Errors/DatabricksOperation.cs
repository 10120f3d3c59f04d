using System.Globalization;
using Prefect.Http;

namespace Prefect.Databricks;

/// <summary>Requests, for errors and telemetry.</summary>
internal static class DatabricksOperation
{
    public const string SignInService = "SignIn";
    public const string GetOutput = "RunsGetOutput";
    public const string Export = "RunsExport";
    public const string DeleteRun = "RunsDelete";
    public const string Repair = "RunsRepair";

    public static ServiceOperation Jobs(string method, string attempt, long? id = null) => Jobs(method, attempt, id?.ToString(CultureInfo.InvariantCulture));

    public static ServiceOperation Jobs(string method, string attempt, string? target) => new("Jobs", method, attempt, target);

    public static ServiceOperation SignIn(string host) => new(SignInService, "Token", "get a token from", host);

    public static ServiceOperation Endpoint(HttpMethod method, string path) => new("Api", method.Method, $"send {method.Method}", path);
}
