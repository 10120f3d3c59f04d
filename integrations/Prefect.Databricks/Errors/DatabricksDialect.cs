using System.Net;
using Prefect.Http;

namespace Prefect.Databricks;

/// <summary>How Databricks complains, and what to do about it.</summary>
internal sealed class DatabricksDialect() : RestDialect(DatabricksTelemetry.Calls)
{
    private static readonly HashSet<string> s_transient = new(StringComparer.Ordinal)
    {
        "TEMPORARILY_UNAVAILABLE", "REQUEST_LIMIT_EXCEEDED", "RESOURCE_EXHAUSTED", "DEADLINE_EXCEEDED", "INTERNAL_ERROR", "ABORTED",
    };

    private static readonly Dictionary<(string Method, HttpStatusCode Status), string> s_byMethod = new()
    {
        [(DatabricksOperation.GetOutput, HttpStatusCode.BadRequest)] =
            "A run of several tasks has no output of its own: ask for that of each task, by the run_id of the task.",
        [(DatabricksOperation.Export, HttpStatusCode.BadRequest)] = "Only runs of notebooks are exported: of several tasks, each by the run_id of the task.",
        [(DatabricksOperation.DeleteRun, HttpStatusCode.BadRequest)] = "A run that is under way cannot be deleted: cancel it first.",
        [(DatabricksOperation.Repair, HttpStatusCode.BadRequest)] = "A run is repaired once it has ended; name the latest repair from the second one on.",
    };

    public static DatabricksDialect Instance { get; } = new();

    public override ServiceException Error(string message, ServiceFault fault, Exception? innerException) => new DatabricksException(message, fault, innerException);

    public override ServiceException Refused(string message, ServiceFault fault, RestAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return new DatabricksException(message, fault, null, answer.Text);
    }

    public override bool IsTransient(RestAnswer answer, RestComplaint complaint) =>
        base.IsTransient(answer, complaint) || s_transient.Contains(complaint.Code ?? "");

    public override string Advise(ServiceFault fault, ServiceOperation operation)
    {
        if (operation.Service == DatabricksOperation.SignInService)
        {
            return fault is { StatusCode: not null, IsTransient: false }
                ? "Check client_id, client_secret and tenant_id, and that the service principal is in the workspace."
                : Advise(fault);
        }

        return fault.StatusCode is { } status && s_byMethod.TryGetValue((operation.Method, status), out string? advice) ? advice : Advise(fault);
    }

    public override string Advise(ServiceFault fault) => fault switch
    {
        { StatusCode: null } => "Check databricks_instance, and that this machine reaches it.",
        { StatusCode: HttpStatusCode.BadRequest } => "The request has a value that the service does not take: see its text above.",
        { StatusCode: HttpStatusCode.Unauthorized } => "The credentials are not accepted: the token may have expired or been revoked. Save others.",
        { StatusCode: HttpStatusCode.Forbidden } => "The identity is known but may not do this: give it the permission on the job, or access to the workspace.",
        { StatusCode: HttpStatusCode.NotFound } => "Check the ids, and databricks_instance: a run is kept for 60 days.",
        _ => base.Advise(fault),
    };
}
