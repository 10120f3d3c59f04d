using System.ComponentModel;

namespace Prefect.Blocks;

/// <summary>Carries the assembly's manifest of block types. Written by the compiler; read without loading the assembly.</summary>
/// <param name="json">The manifest.</param>
[AttributeUsage(AttributeTargets.Assembly)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class BlockManifestAttribute(string json) : Attribute
{
    /// <summary>The manifest.</summary>
    public string Json { get; } = json;
}
