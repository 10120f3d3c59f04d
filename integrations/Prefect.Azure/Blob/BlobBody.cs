using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Prefect.Azure;

/// <summary>What is uploaded with one request, with its checksum.</summary>
internal sealed class BlobBody(ReadOnlyMemory<byte> content)
{
    public ReadOnlyMemory<byte> Content { get; } = content;

    public string? Crc64 { get; init; }

    public string? Md5 { get; init; }

    public static BlobBody Create(ReadOnlyMemory<byte> content, BlobContentCheck check) => check switch
    {
        BlobContentCheck.Crc64 => new BlobBody(content) { Crc64 = BlobCrc64.ComputeText(content.Span) },
        BlobContentCheck.Md5 => new BlobBody(content) { Md5 = Md5Of(content.Span) },
        _ => new BlobBody(content),
    };

    [SuppressMessage("Security", "CA5351", Justification = "The service's protocol has MD5 against accidents, not against attackers.")]
    public static string Md5Of(ReadOnlySpan<byte> content)
    {
        Span<byte> hash = stackalloc byte[MD5.HashSizeInBytes];
        MD5.HashData(content, hash);
        return Convert.ToBase64String(hash);
    }
}
