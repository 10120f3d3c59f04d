using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Gcp;

/// <summary>A job of Vertex AI could not be created, or ended without success.</summary>
public sealed class VertexAIJobException : BlockException
{
    internal VertexAIJobException(string message, InfrastructureDiagnosis diagnosis, VertexAIOutcome? outcome = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Diagnosis = diagnosis;
        Outcome = outcome;
    }

    /// <summary>What went wrong and what to do.</summary>
    public InfrastructureDiagnosis Diagnosis { get; }

    /// <summary>How the job ended; null when it could not be created.</summary>
    public VertexAIOutcome? Outcome { get; }
}
