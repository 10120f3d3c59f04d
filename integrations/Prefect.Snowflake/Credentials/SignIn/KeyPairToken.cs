using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Snowflake;

/// <summary>Signs the token by which Snowflake knows the owner of a key.</summary>
internal static class KeyPairToken
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromMinutes(1);

    /// <param name="key">The private key as unencrypted PKCS#8.</param>
    /// <param name="account">Name of the account, without region.</param>
    /// <param name="user">Name of the user.</param>
    /// <param name="now">The time.</param>
    public static string Create(byte[] key, string account, string user, DateTimeOffset now)
    {
        using AsymmetricAlgorithm signer = Import(key);
        string subject = $"{account.ToUpperInvariant()}.{user.ToUpperInvariant()}";
        JsonObject claims = new()
        {
            ["iss"] = $"{subject}.{Fingerprint(signer)}",
            ["sub"] = subject,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + s_lifetime).ToUnixTimeSeconds(),
        };
        JsonObject header = new() { ["alg"] = AlgorithmOf(signer), ["typ"] = "JWT" };
        string signed = $"{Encode(header)}.{Encode(claims)}";
        string token = $"{signed}.{Base64Url.EncodeToString(Sign(signer, Encoding.ASCII.GetBytes(signed)))}";
        SecretMasker.Add(token);
        return token;
    }

    /// <summary>What Snowflake shows of the public half: <c>SHA256:</c> and the hash of it in base64.</summary>
    public static string Fingerprint(AsymmetricAlgorithm key) => "SHA256:" + Convert.ToBase64String(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));

    private static AsymmetricAlgorithm Import(byte[] key)
    {
        RSA rsa = RSA.Create();
        try
        {
            rsa.ImportPkcs8PrivateKey(key, out _);
            return rsa;
        }
        catch (CryptographicException)
        {
            // It is no RSA key, and was read once already: one of an elliptic curve.
            rsa.Dispose();
            ECDsa curve = ECDsa.Create();
            curve.ImportPkcs8PrivateKey(key, out _);
            return curve;
        }
    }

    private static string AlgorithmOf(AsymmetricAlgorithm key) => key switch
    {
        RSA => "RS256",
        { KeySize: 256 } => "ES256",
        { KeySize: 384 } => "ES384",
        { KeySize: 521 } => "ES512",
        _ => throw new SnowflakeConfigurationException("private_key", $"Snowflake takes keys of the curves P-256, P-384 and P-521, not one of {key.KeySize} bits."),
    };

    private static byte[] Sign(AsymmetricAlgorithm key, byte[] text) => key switch
    {
        RSA rsa => rsa.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        ECDsa curve => curve.SignData(text, curve.KeySize switch { 256 => HashAlgorithmName.SHA256, 384 => HashAlgorithmName.SHA384, _ => HashAlgorithmName.SHA512 }),
        _ => throw new NotSupportedException(),
    };

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
}
