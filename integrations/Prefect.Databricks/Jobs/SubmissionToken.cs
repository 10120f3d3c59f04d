using System.Security.Cryptography;
using System.Text;

namespace Prefect.Databricks;

/// <summary>The token by which the service knows a request that is sent again.</summary>
internal static class SubmissionToken
{
    private const int Longest = 64;

    /// <summary>One that nobody has used.</summary>
    public static string New() => Guid.NewGuid().ToString("N");

    /// <summary>That of a key: the key itself, or a hash of one that is too long or has other than plain letters.</summary>
    public static string Of(string key) =>
        key.Length <= Longest && key.All(static letter => letter is > ' ' and <= '~') ? key : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
