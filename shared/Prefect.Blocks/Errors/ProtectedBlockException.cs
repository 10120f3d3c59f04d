namespace Prefect.Blocks;

/// <summary>The block type belongs to the system and cannot be deleted.</summary>
public sealed class ProtectedBlockException(string slug)
    : BlockException($"The block type '{slug}' belongs to the system and cannot be deleted. Its documents can.")
{
    /// <summary>Slug of the block type.</summary>
    public string Slug { get; } = slug;
}
