using Prefect.Http;

namespace Prefect.Gcp;

/// <summary>A job of Vertex AI could not be created, or ended without success.</summary>
public sealed class VertexAIJobException : InfrastructureException
{
    internal VertexAIJobException(string message, InfrastructureDiagnosis diagnosis, VertexAIOutcome? outcome = null, Exception? innerException = null)
        : base(message, diagnosis, innerException) => Outcome = outcome;

    /// <summary>How the job ended; null when it could not be created.</summary>
    public VertexAIOutcome? Outcome { get; }
}
