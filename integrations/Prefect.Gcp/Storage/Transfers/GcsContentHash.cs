using System.Security.Cryptography;

namespace Prefect.Gcp;

/// <summary>What the service says of an object's content, and what was read of it, byte after byte.</summary>
internal sealed class GcsContentHash : IDisposable
{
    private readonly string? _crc;
    private readonly string? _md5;
    private readonly IncrementalHash? _md5Of;
    private uint _checksum;

    /// <param name="checksums">CRC-32C and MD5 in base64, as far as the service gave them.</param>
    public GcsContentHash((string? Crc32C, string? Md5) checksums)
    {
        (_crc, _md5) = checksums;
        _md5Of = _crc is null && _md5 is not null ? IncrementalHash.CreateHash(HashAlgorithmName.MD5) : null;
    }

    public void Append(ReadOnlySpan<byte> content)
    {
        if (_crc is not null)
        {
            _checksum = Crc32C.Append(_checksum, content);
        }

        _md5Of?.AppendData(content);
    }

    /// <summary>Whether all that was read is what the service has. Called once.</summary>
    public bool IsWhole() =>
        (_crc is null || _crc == Crc32C.Text(_checksum))
        && (_md5Of is null || _md5 == Convert.ToBase64String(_md5Of.GetHashAndReset()));

    public void Dispose() => _md5Of?.Dispose();
}
