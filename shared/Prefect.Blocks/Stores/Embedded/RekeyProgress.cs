namespace Prefect.Blocks;

/// <summary>How far a change of the key has come.</summary>
/// <param name="KeyId">Id of the new key.</param>
/// <param name="Done">Documents that this run moved to the new key.</param>
/// <param name="Total">Documents that this run found under other keys when it began.</param>
public sealed record RekeyProgress(string KeyId, long Done, long Total);
