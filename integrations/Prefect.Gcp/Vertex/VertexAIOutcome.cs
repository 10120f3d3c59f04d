using Prefect.Http;

namespace Prefect.Gcp;

/// <summary>How a run on Vertex AI stands, or how it ended.</summary>
public sealed record VertexAIOutcome
{
    internal VertexAIOutcome(CustomJob job) => Job = job;

    /// <summary>The job.</summary>
    public CustomJob Job { get; }

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => Job.HasEnded;

    /// <summary>Whether it has ended with success.</summary>
    public bool Succeeded => Job.Succeeded;

    /// <summary>0 when it has succeeded, 1 when it ended otherwise; null while it runs.</summary>
    public int? StatusCode => !HasEnded ? null : Succeeded ? 0 : 1;

    /// <summary>Address of the page with what its containers printed.</summary>
    public Uri LogUri => CustomJobName.Parse(Job.Name).Logs;

    /// <summary>What went wrong and what to do; null while it runs and when nothing went wrong.</summary>
    public InfrastructureDiagnosis? Diagnosis => VertexDiagnosis.OfEnd(this);
}
