namespace Prefect.Gcp;

/// <summary>Puts the failure of a job in words.</summary>
internal static class BigQueryFailure
{
    private const int MostReasons = 5;

    private static readonly HashSet<string> s_transient = new(StringComparer.Ordinal)
    {
        "backendError", "internalError", "jobBackendError", "jobInternalError", "jobRateLimitExceeded", "rateLimitExceeded", "tableUnavailable",
    };

    /// <summary>The exception for a job that has failed; null for one that has not.</summary>
    public static GcpException? Of(BigQueryJobReference job, BigQueryJobMessage message)
    {
        if (message.Status?.ErrorResult is not { } error)
        {
            return null;
        }

        // The result stands among the errors again; the others say more of the same, row by row.
        string[] further =
        [
            .. (message.Status.Errors ?? []).Where(other => other != error).Select(static other => Sentence(other.Message)).Distinct(StringComparer.Ordinal).Take(MostReasons),
        ];
        bool isTransient = s_transient.Contains(error.Reason ?? "");
        string advice = isTransient ? " The service is busy or broken: try again later." : AdviceFor(error.Reason);
        return BigQueryErrors.New(
            $"The job '{job.JobId}' failed: {error.Reason}. {Sentence(error.Message)}{string.Concat(further.Select(static text => " " + text))}{advice}",
            error.Reason,
            isTransient);
    }

    private static string AdviceFor(string? reason) => reason switch
    {
        "invalidQuery" => " Correct the query.",
        "bytesBilledLimitExceeded" => " Have the query read less, or raise MaximumBytesBilled.",
        "resourcesExceeded" => " Have the query need less at once: fewer rows to sort, smaller groups.",
        "notFound" => " Check the names and the location: a job sees the data of its own location alone.",
        "accessDenied" => " The identity is known but may not do this: give it a role that has the permission.",
        "stopped" => " It was cancelled.",
        "timeout" => " It ran longer than it may: raise JobTimeout.",
        _ => "",
    };

    private static string Sentence(string? text)
    {
        string line = (text ?? "The service gives no reason").ReplaceLineEndings(" ").Trim();
        line = line.Length > 500 ? line[..500] + "…" : line;
        return line.Length == 0 || line[^1] is '.' or '!' or '?' ? line : line + ".";
    }
}
