using Microsoft.Extensions.Logging;
using Prefect.Http;

namespace Prefect.Gcp;

/// <summary>What to do when a job could not be started or ended without success, by the service's reason.</summary>
internal static class CloudRunDiagnosis
{
    private const string CheckImage = "Check image, and that the service account of Cloud Run may read it.";

    // Without underscores: the versions of the interface spell reasons differently.
    private static readonly Dictionary<string, (string Summary, string Resolution)> s_known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ContainerMissing"] = ("The image was not found", CheckImage),
        ["ContainerPermissionDenied"] = ("The image may not be read", CheckImage),
        ["ContainerImageUnauthorized"] = ("The image may not be run", "Have it attested, or change the policy of Binary Authorization."),
        ["ContainerImageAuthorizationCheckFailed"] = ("Whether the image may be run could not be found out", "Check the policy of Binary Authorization."),
        ["SecretsAccessCheckFailed"] = ("A secret cannot be read", "Check env_from_secrets, and give the job's service account the role Secret Manager Secret Accessor."),
        ["EncryptionKeyPermissionDenied"] = ("The encryption key may not be used", "Give the service agent of Cloud Run the role CryptoKey Encrypter/Decrypter."),
        ["EncryptionKeyCheckFailed"] = ("The encryption key cannot be used", "Check the key of job_body."),
        ["VpcNetworkNotFound"] = ("The VPC was not found", "Check vpc_connector_name and region."),
        ["ProgressDeadlineExceeded"] = ("The job was not ready in time", "Try again later."),
        ["NonZeroExitCode"] = ("The program failed", "Look at what it printed."),
        ["Cancelled"] = ("The execution was cancelled", "Run it again unless that was meant."),
        ["Cancelling"] = ("The execution was cancelled", "Run it again unless that was meant."),
        ["Deleted"] = ("The execution was deleted", "Run it again unless that was meant."),
        ["Unauthenticated"] = ("The sign-in is not accepted", "Check credentials."),
        ["PermissionDenied"] = ("The identity may not do this", "Give it the role Cloud Run Developer, and Service Account User on the job's service account."),
        ["NotFound"] = ("The project or the region was not found", "Check region and the project of credentials, and that the Cloud Run Admin API is enabled."),
        ["InvalidArgument"] = ("The service does not accept the job", "Check what the message names; cpu and memory must fit each other."),
        ["BadRequest"] = ("The service does not accept the job", "Check what the message names; cpu and memory must fit each other."),
        ["FailedPrecondition"] = ("The service does not accept the job now", "Check what the message names."),
        ["ServiceDisabled"] = ("The Cloud Run Admin API is not enabled", "Enable it in the project, and wait a few minutes."),
    };

    /// <summary>Null while the execution runs and when nothing went wrong.</summary>
    public static InfrastructureDiagnosis? OfEnd(CloudRunOutcome outcome)
    {
        if (!outcome.HasEnded || outcome.Succeeded)
        {
            return null;
        }

        return outcome.WasDeleted
            ? new InfrastructureDiagnosis(
                LogLevel.Warning, "The execution was deleted before it had ended", "Most likely the run was cancelled, or another process that waited for it has deleted its job.", "Run it again unless that was meant; set keep_job where several wait.")
            : Of(outcome.Condition, "The execution failed", $"Look at what it printed{(outcome.LogUri is { } address ? $": {address}" : ".")}");
    }

    /// <summary>What went wrong with a job that will not be ready.</summary>
    public static InfrastructureDiagnosis OfJob(CloudRunCondition? condition) => Of(condition, "The job could not be made ready", "Set keep_job, and look at the job in the console.");

    public static InfrastructureDiagnosis OfTimeout(TimeSpan elapsed, CloudRunCondition? condition) => new(
        LogLevel.Error, $"The job was not ready after {elapsed.TotalSeconds:0} s", Detail(condition), "Set keep_job, and look at the job in the console.");

    public static bool IsKnown(GcpException exception) => !exception.IsTransient && Find(exception.ErrorCode) is not null;

    /// <summary>What went wrong with a request that the service refused.</summary>
    public static InfrastructureDiagnosis Of(GcpException refusal) =>
        Find(refusal.ErrorCode) is var (summary, resolution)
            ? new InfrastructureDiagnosis(LogLevel.Error, summary, refusal.Message, resolution)
            : new InfrastructureDiagnosis(LogLevel.Error, "The service refused", refusal.Message, "See the service's documentation of this code.");

    private static InfrastructureDiagnosis Of(CloudRunCondition? condition, string otherwise, string resolution)
    {
        (string Summary, string Resolution) known = Find(condition?.Reason) ?? (otherwise, resolution);
        return new InfrastructureDiagnosis(LogLevel.Error, known.Summary, Detail(condition), known.Resolution);
    }

    private static (string Summary, string Resolution)? Find(string? reason) =>
        reason is not null && s_known.TryGetValue(reason.Replace("_", "", StringComparison.Ordinal), out (string, string) known) ? known : null;

    private static string Detail(CloudRunCondition? condition)
    {
        string line = (condition?.Message ?? condition?.Reason ?? "The service gave no reason").ReplaceLineEndings(" ").Trim().TrimEnd('.');
        return $"{(line.Length > 500 ? line[..500] + "…" : line)}.";
    }
}
