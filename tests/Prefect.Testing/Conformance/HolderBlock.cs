using Prefect.Blocks;

namespace Prefect.Testing;

/// <summary>Holds any other block, so that suites can nest what they test.</summary>
[Block("Conformance Holder")]
public sealed partial record HolderBlock : Block
{
    /// <summary>The block that is held.</summary>
    public Block? Inner { get; init; }
}
