using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Azure;

/// <summary>A container could not be started, or ended without success.</summary>
public sealed class AciJobException : BlockException
{
    internal AciJobException(string message, InfrastructureDiagnosis diagnosis, AciJobOutcome? outcome = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Diagnosis = diagnosis;
        Outcome = outcome;
    }

    /// <summary>What went wrong and what to do.</summary>
    public InfrastructureDiagnosis Diagnosis { get; }

    /// <summary>How the container ended; null when it could not be started.</summary>
    public AciJobOutcome? Outcome { get; }
}
