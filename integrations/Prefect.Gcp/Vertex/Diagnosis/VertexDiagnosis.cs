using Microsoft.Extensions.Logging;
using Prefect.Http;

namespace Prefect.Gcp;

/// <summary>What to do when a job of Vertex AI could not be created or ended without success.</summary>
internal static class VertexDiagnosis
{
    private static readonly Dictionary<string, (string Summary, string Resolution)> s_known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["UNAUTHENTICATED"] = ("The sign-in is not accepted", "Check credentials."),
        ["PERMISSION_DENIED"] = ("The identity may not do this", "Give it the role Vertex AI User, and Service Account User on service_account_name."),
        ["SERVICE_DISABLED"] = ("The Vertex AI API is not enabled", "Enable it in the project, and wait a few minutes."),
        ["NOT_FOUND"] = ("The project or the region was not found", "Check region and the project of credentials."),
        ["INVALID_ARGUMENT"] = ("The service does not accept the job", "Check what the message names: machine, accelerator and image must be to be had in the region."),
        ["FAILED_PRECONDITION"] = ("The service does not accept the job now", "Check what the message names."),
    };

    /// <summary>Null while the job runs and when nothing went wrong.</summary>
    public static InfrastructureDiagnosis? OfEnd(VertexAIOutcome outcome)
    {
        if (!outcome.HasEnded || outcome.Succeeded)
        {
            return null;
        }

        string detail = Line(outcome.Job.ErrorMessage ?? $"It ended as {outcome.Job.State}");
        return outcome.Job.State switch
        {
            "JOB_STATE_CANCELLED" => new(LogLevel.Warning, "The job was cancelled", detail, "Run it again unless that was meant."),
            "JOB_STATE_EXPIRED" => new(LogLevel.Error, "The job took too long", detail, "Raise maximum_run_time_hours."),
            _ => new(LogLevel.Error, "The job failed", detail, $"Look at what it printed: {outcome.LogUri}"),
        };
    }

    public static bool IsKnown(GcpException exception) => !exception.IsTransient && s_known.ContainsKey(exception.ErrorCode ?? "");

    /// <summary>What went wrong with a request that the service refused, and why is known.</summary>
    public static InfrastructureDiagnosis Of(GcpException refusal)
    {
        (string summary, string resolution) = s_known[refusal.ErrorCode!];
        return new InfrastructureDiagnosis(LogLevel.Error, summary, refusal.Message, resolution);
    }

    private static string Line(string message)
    {
        string line = message.ReplaceLineEndings(" ").Trim().TrimEnd('.');
        return $"{(line.Length > 500 ? line[..500] + "…" : line)}.";
    }
}
