namespace Prefect.Blocks;

/// <summary>A name that came from a store would lead out of the folder it is copied to, or to no proper file.</summary>
/// <param name="name">The name as the store has it.</param>
/// <param name="reason">What is wrong with it.</param>
public sealed class UnsafePathException(string name, string reason)
    : BlockException($"'{name.ReplaceLineEndings("?").Replace('\0', '?')}' cannot be copied to a local folder: {reason}. Nothing was written for it; rename it in the store, or copy it alone to a path of your choice.")
{
    /// <summary>The name as the store has it.</summary>
    public string Name { get; } = name;
}
