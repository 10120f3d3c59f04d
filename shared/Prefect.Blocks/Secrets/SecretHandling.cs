namespace Prefect.Blocks;

/// <summary>What happens to secrets when a block or a document is written out or read.</summary>
public enum SecretHandling
{
    /// <summary>
    /// Every secret is replaced: in a document by <see cref="SecretMask.Wire"/>, in what a block prints by
    /// <see cref="SecretMask.Display"/>.
    /// </summary>
    Mask,

    /// <summary>Secrets stand in clear, as a store needs them.</summary>
    Reveal,
}
