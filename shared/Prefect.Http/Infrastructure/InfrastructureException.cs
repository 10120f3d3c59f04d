using Prefect.Blocks;

namespace Prefect.Http;

/// <summary>A container, or whatever else work is run on, could not be started, or ended without success.</summary>
public abstract class InfrastructureException : BlockException
{
    /// <summary>Keeps what is known.</summary>
    /// <param name="message">What was tried, on what, what came back and what to do.</param>
    /// <param name="diagnosis">What went wrong and what to do.</param>
    /// <param name="innerException">The service's refusal, where there was one.</param>
    /// <exception cref="ArgumentNullException"><paramref name="diagnosis"/> is null.</exception>
    protected InfrastructureException(string message, InfrastructureDiagnosis diagnosis, Exception? innerException = null)
        : base(message, innerException)
    {
        ArgumentNullException.ThrowIfNull(diagnosis);
        Diagnosis = diagnosis;
    }

    /// <summary>What went wrong and what to do.</summary>
    public InfrastructureDiagnosis Diagnosis { get; }
}
