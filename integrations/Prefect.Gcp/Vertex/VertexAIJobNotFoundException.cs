using Prefect.Blocks;

namespace Prefect.Gcp;

/// <summary>There is no such job of Vertex AI, or no longer.</summary>
public sealed class VertexAIJobNotFoundException : BlockException
{
    internal VertexAIJobNotFoundException(string name, string attempt, Exception? innerException = null)
        : base($"Could not {attempt}: there is no Vertex AI job '{name}'. Check project, region and number.", innerException) => Name = name;

    /// <summary>Name of the job, with project and region.</summary>
    public string Name { get; }
}
