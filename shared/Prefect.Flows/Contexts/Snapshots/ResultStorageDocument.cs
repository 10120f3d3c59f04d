namespace Prefect.Flows;

/// <summary>A place for results in a snapshot.</summary>
/// <param name="Path">A block as <c>type-slug/name</c>.</param>
/// <param name="Folder">A folder, as a whole path.</param>
/// <param name="BlockId">A saved block.</param>
/// <param name="IsNone">Whether it keeps nothing.</param>
internal sealed record ResultStorageDocument(string? Path = null, string? Folder = null, Guid? BlockId = null, bool IsNone = false);
