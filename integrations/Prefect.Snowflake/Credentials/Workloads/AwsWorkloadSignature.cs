using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Prefect.Snowflake;

/// <summary>Signs the request for a caller's identity: version 4 of Amazon's signatures, for this one request.</summary>
internal static class AwsWorkloadSignature
{
    public const string Query = "Action=GetCallerIdentity&Version=2011-06-15";

    /// <summary>Adds time, token and signature to the headers, which are in order.</summary>
    public static void Add(SortedDictionary<string, string> headers, AwsWorkloadKey key, string region, DateTimeOffset now)
    {
        string time = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        headers["x-amz-date"] = time;
        if (key.Token is { } token)
        {
            headers["x-amz-security-token"] = token;
        }

        string names = string.Join(';', headers.Keys);
        string lines = string.Concat(headers.Select(static pair => $"{pair.Key}:{pair.Value}\n"));
        string scope = $"{time[..8]}/{region}/sts/aws4_request";
        string text = $"AWS4-HMAC-SHA256\n{time}\n{scope}\n{Hash($"POST\n/\n{Query}\n{lines}\n{names}\n{Hash("")}")}";
        byte[] derived = Encoding.UTF8.GetBytes("AWS4" + key.Secret);
        foreach (string part in scope.Split('/'))
        {
            derived = HMACSHA256.HashData(derived, Encoding.UTF8.GetBytes(part));
        }

        string signature = Convert.ToHexStringLower(HMACSHA256.HashData(derived, Encoding.UTF8.GetBytes(text)));
        headers["authorization"] = $"AWS4-HMAC-SHA256 Credential={key.Id}/{scope}, SignedHeaders={names}, Signature={signature}";
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
