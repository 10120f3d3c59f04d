using Prefect.Blocks;

namespace Prefect.Aws;

/// <summary>There is no such task, or no longer: the service forgets tasks about an hour after they stopped.</summary>
public sealed class EcsTaskNotFoundException : BlockException
{
    internal EcsTaskNotFoundException(EcsIdentifier identifier, string attempt, Exception? innerException = null)
        : base(
            $"Could not {attempt}: there is no task '{identifier.TaskArn}' in the cluster '{identifier.Cluster}'. "
            + "Check both, and the credentials' account and region; tasks are forgotten about an hour after they stopped.",
            innerException) =>
        Identifier = identifier;

    /// <summary>The task.</summary>
    public EcsIdentifier Identifier { get; }
}
