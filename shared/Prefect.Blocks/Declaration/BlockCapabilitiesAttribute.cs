namespace Prefect.Blocks;

/// <summary>Names what a block can do, in the schema's terms. A block has the capabilities of all its bases and interfaces.</summary>
/// <param name="capabilities">Names such as <c>notify</c>, <c>read-path</c>, <c>write-path</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Interface, Inherited = false)]
public sealed class BlockCapabilitiesAttribute(params string[] capabilities) : Attribute
{
    /// <summary>Names of the capabilities.</summary>
    public IReadOnlyList<string> Capabilities { get; } = capabilities;
}
