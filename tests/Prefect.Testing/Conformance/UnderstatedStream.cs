namespace Prefect.Testing;

/// <summary>A stream that grows after its length was read, or shrinks.</summary>
/// <param name="content">What it gives.</param>
/// <param name="said">What it says its length is, in bytes.</param>
public sealed class UnderstatedStream(byte[] content, int said) : MemoryStream(content)
{
    /// <inheritdoc/>
    public override long Length => said;
}
