using Prefect.Http;

namespace Prefect.Gcp;

/// <summary>A Cloud Run job could not be started, or ended without success.</summary>
public sealed class CloudRunJobException : InfrastructureException
{
    internal CloudRunJobException(string message, InfrastructureDiagnosis diagnosis, CloudRunOutcome? outcome = null, Exception? innerException = null)
        : base(message, diagnosis, innerException) => Outcome = outcome;

    /// <summary>How the run ended; null when it could not be started.</summary>
    public CloudRunOutcome? Outcome { get; }
}
