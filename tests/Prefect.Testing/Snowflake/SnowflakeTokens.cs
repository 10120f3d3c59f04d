using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>Verifies what is signed: the tokens of key pairs, and the requests of Amazon's workloads.</summary>
internal static class SnowflakeTokens
{
    /// <summary>What is wrong with the token of a key pair; null when it is that of the user.</summary>
    public static string? Problem(string? token, SnowflakeUser user, string account, TimeProvider clock)
    {
        if (token?.Split('.') is not [var header, var claims, var signature] || user.PublicKey is not { } pem)
        {
            return "no token, or no key";
        }

        bool isCurve = (string?)Part(header)["alg"] == "ES256";
        JsonObject said = Part(claims);
        long now = clock.GetUtcNow().ToUnixTimeSeconds();
        string subject = $"{account.ToUpperInvariant()}.{user.Name}";
        byte[] text = Encoding.ASCII.GetBytes($"{header}.{claims}");
        byte[] signed = Base64Url.DecodeFromChars(signature);
        (bool isValid, byte[] key) = isCurve ? Curve(pem, text, signed) : Rsa(pem, text, signed);
        string fingerprint = "SHA256:" + Convert.ToBase64String(SHA256.HashData(key));
        return !isValid ? "the signature is another"
            : (string?)said["sub"] != subject ? "the subject is another"
            : (string?)said["iss"] != $"{subject}.{fingerprint}" ? "the issuer is another"
            : (long?)said["iat"] is not { } from || Math.Abs(from - now) > 60 ? "it was not signed just now"
            : (long?)said["exp"] is not { } until || until <= now || until > now + 3600 ? "it does not end within an hour"
            : null;
    }

    /// <summary>What is wrong with a signed request for a caller's identity; null when it is as Snowflake could send it on.</summary>
    public static string? AwsProblem(string token, SnowflakeUser user, TimeProvider clock)
    {
        JsonObject request = JsonNode.Parse(Convert.FromBase64String(token))!.AsObject();
        Uri address = new((string)request["url"]!);
        List<(string Name, string Value)> headers = [.. request["headers"]!.AsObject().Select(static pair => (pair.Key, (string)pair.Value!))];
        string? audience = headers.Find(static header => header.Name.Equals("x-snowflake-audience", StringComparison.OrdinalIgnoreCase)).Value;
        WireRequest wire = new((string)request["method"]!, address.PathAndQuery, headers, []);
        AwsSignature signature = new SignatureVerifier(id => user.AwsKeys.GetValueOrDefault(id), clock).Verify(wire);
        return audience != "snowflakecomputing.com" ? "it is for another audience"
            : !address.Host.StartsWith("sts.", StringComparison.Ordinal) || wire.Header("host") != address.Host ? "it is for another host"
            : address.Query != "?Action=GetCallerIdentity&Version=2011-06-15" ? "it asks for something else"
            : !signature.SignedHeaders.Contains("x-snowflake-audience", StringComparer.Ordinal) ? "the audience is not signed"
            : !signature.IsValid ? $"{signature.Problem}: {signature.Detail}"
            : null;
    }

    private static (bool IsValid, byte[] Key) Rsa(string pem, byte[] text, byte[] signature)
    {
        using RSA key = RSA.Create();
        key.ImportFromPem(pem);
        return (key.VerifyData(text, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), key.ExportSubjectPublicKeyInfo());
    }

    private static (bool IsValid, byte[] Key) Curve(string pem, byte[] text, byte[] signature)
    {
        using ECDsa key = ECDsa.Create();
        key.ImportFromPem(pem);
        return (key.VerifyData(text, signature, HashAlgorithmName.SHA256), key.ExportSubjectPublicKeyInfo());
    }

    private static JsonObject Part(string text) => JsonNode.Parse(Base64Url.DecodeFromChars(text))!.AsObject();
}
