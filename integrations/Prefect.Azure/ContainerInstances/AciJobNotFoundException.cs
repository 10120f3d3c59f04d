using Prefect.Blocks;

namespace Prefect.Azure;

/// <summary>There is no such container group, or no longer.</summary>
public sealed class AciJobNotFoundException : BlockException
{
    internal AciJobNotFoundException(AciIdentifier identifier, string resourceGroup, string attempt, Exception? innerException = null)
        : base(
            $"Could not {attempt}: there is no container group '{identifier.ContainerGroupName}' in the resource group '{resourceGroup}'. "
            + "Check both and the subscription; groups are deleted once their container has ended, unless keep_container_group is set.",
            innerException) =>
        Identifier = identifier;

    /// <summary>The run.</summary>
    public AciIdentifier Identifier { get; }
}
