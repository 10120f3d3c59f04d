namespace Prefect.Gcp.Tests;

/// <summary>A stream that grows after its length was read.</summary>
internal sealed class UnderstatedStream(byte[] content, int said) : MemoryStream(content)
{
    public override long Length => said;
}
