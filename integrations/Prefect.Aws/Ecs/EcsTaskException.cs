using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Aws;

/// <summary>A task could not be started, or ended without success.</summary>
public sealed class EcsTaskException : BlockException
{
    internal EcsTaskException(string message, InfrastructureDiagnosis diagnosis, EcsTaskOutcome? outcome = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Diagnosis = diagnosis;
        Outcome = outcome;
    }

    /// <summary>What went wrong and what to do.</summary>
    public InfrastructureDiagnosis Diagnosis { get; }

    /// <summary>How the task ended; null when it could not be started.</summary>
    public EcsTaskOutcome? Outcome { get; }
}
