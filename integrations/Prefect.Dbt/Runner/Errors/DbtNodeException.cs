using Prefect.Blocks;

namespace Prefect.Dbt;

/// <summary>A node of a dbt project failed, or dbt ended before it was done.</summary>
public sealed class DbtNodeException : BlockException
{
    internal DbtNodeException(string nodeId, string? status, string message)
        : base(SecretMasker.Mask(message))
    {
        NodeId = nodeId;
        Status = status;
    }

    /// <summary>Id of the node, such as <c>model.shop.orders</c>.</summary>
    public string NodeId { get; }

    /// <summary>How it ended, in dbt's words; null when dbt did not say.</summary>
    public string? Status { get; }
}
