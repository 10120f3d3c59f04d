using Prefect.Http;

namespace Prefect.Azure;

/// <summary>A container could not be started, or ended without success.</summary>
public sealed class AciJobException : InfrastructureException
{
    internal AciJobException(string message, InfrastructureDiagnosis diagnosis, AciJobOutcome? outcome = null, Exception? innerException = null)
        : base(message, diagnosis, innerException) => Outcome = outcome;

    /// <summary>How the container ended; null when it could not be started.</summary>
    public AciJobOutcome? Outcome { get; }
}
