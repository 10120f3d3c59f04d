using Prefect.Http;

namespace Prefect.Aws;

/// <summary>A task could not be started, or ended without success.</summary>
public sealed class EcsTaskException : InfrastructureException
{
    internal EcsTaskException(string message, InfrastructureDiagnosis diagnosis, EcsTaskOutcome? outcome = null, Exception? innerException = null)
        : base(message, diagnosis, innerException) => Outcome = outcome;

    /// <summary>How the task ended; null when it could not be started.</summary>
    public EcsTaskOutcome? Outcome { get; }
}
