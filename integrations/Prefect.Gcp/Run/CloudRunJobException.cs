using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Gcp;

/// <summary>A Cloud Run job could not be started, or ended without success.</summary>
public sealed class CloudRunJobException : BlockException
{
    internal CloudRunJobException(string message, InfrastructureDiagnosis diagnosis, CloudRunOutcome? outcome = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Diagnosis = diagnosis;
        Outcome = outcome;
    }

    /// <summary>What went wrong and what to do.</summary>
    public InfrastructureDiagnosis Diagnosis { get; }

    /// <summary>How the run ended; null when it could not be started.</summary>
    public CloudRunOutcome? Outcome { get; }
}
