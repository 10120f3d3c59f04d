using System.Security.Cryptography;
using System.Text;

namespace Prefect.Testing;

/// <summary>The key of one day, region and service.</summary>
internal sealed class SigningKey(AwsKey key, SignatureClaim claim)
{
    private readonly byte[] _key = Hash(
        Hash(Hash(Hash(Encoding.UTF8.GetBytes("AWS4" + key.SecretAccessKey), claim.Date), claim.Region), claim.Service), "aws4_request");

    public string Sign(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.Latin1.GetBytes(text)));

    private static byte[] Hash(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));
}
