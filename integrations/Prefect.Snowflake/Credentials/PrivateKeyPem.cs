using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Prefect.Snowflake;

/// <summary>Reads private keys in PEM form, repaired where text fields and templates have torn them.</summary>
internal static partial class PrivateKeyPem
{
    private const int LineLength = 64;

    /// <summary>Gives the key as an unencrypted PKCS#8 document.</summary>
    /// <param name="pem">The key.</param>
    /// <param name="passphrase">Its passphrase; null when it is not encrypted.</param>
    /// <exception cref="InvalidPemFormatException">It is no key in PEM form.</exception>
    /// <exception cref="SnowflakeConfigurationException">It is encrypted and there is no passphrase, or the other way round, or the passphrase is wrong.</exception>
    public static byte[] ToPkcs8(string pem, string? passphrase)
    {
        string repaired = Repair(pem);
        bool isEncrypted = repaired.StartsWith("-----BEGIN ENCRYPTED ", StringComparison.Ordinal);
        if (isEncrypted && passphrase is null)
        {
            throw new SnowflakeConfigurationException("private_key_passphrase", "The private key is encrypted: set private_key_passphrase.");
        }

        if (!isEncrypted && passphrase is not null)
        {
            throw new SnowflakeConfigurationException(
                "private_key_passphrase", "The private key is not encrypted, but there is a passphrase: leave private_key_passphrase (or password) out.");
        }

        return Import(repaired, passphrase, RSA.Create) ?? Import(repaired, passphrase, ECDsa.Create) ?? throw Unusable(isEncrypted);
    }

    /// <summary>Puts header, base64 and footer on lines of their own, whatever became of the line breaks.</summary>
    /// <exception cref="InvalidPemFormatException">It is no key in PEM form.</exception>
    public static string Repair(string pem)
    {
        Match match = Pem().Match(pem.Replace("\\r", "", StringComparison.Ordinal).Replace("\\n", "\n", StringComparison.Ordinal));
        if (!match.Success)
        {
            throw new InvalidPemFormatException(
                "The private key is not in PEM form: a line '-----BEGIN PRIVATE KEY-----', lines of base64 and a line '-----END PRIVATE KEY-----'.");
        }

        if (match.Groups["body"].Value.Contains("Proc-Type", StringComparison.Ordinal))
        {
            throw new InvalidPemFormatException(
                "The private key is encrypted in the way of old versions of OpenSSL. Convert it with: openssl pkcs8 -topk8 -in OLD -out NEW.");
        }

        string body = Whitespace().Replace(match.Groups["body"].Value, "");
        StringBuilder repaired = new($"-----BEGIN {match.Groups["label"].Value}-----\n");
        for (int at = 0; at < body.Length; at += LineLength)
        {
            repaired.Append(body, at, Math.Min(LineLength, body.Length - at)).Append('\n');
        }

        return repaired.Append("-----END ").Append(match.Groups["label"].Value).Append("-----\n").ToString();
    }

    // A document of another algorithm is refused in the same way as a broken one.
    private static byte[]? Import(string pem, string? passphrase, Func<AsymmetricAlgorithm> create)
    {
        using AsymmetricAlgorithm key = create();
        try
        {
            if (passphrase is null)
            {
                key.ImportFromPem(pem);
            }
            else
            {
                key.ImportFromEncryptedPem(pem, passphrase);
            }

            return key.ExportPkcs8PrivateKey();
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    private static SnowflakeConfigurationException Unusable(bool isEncrypted) => isEncrypted
        ? new SnowflakeConfigurationException("private_key_passphrase", "The private key cannot be decrypted: the passphrase is wrong, or the key is damaged.")
        : new SnowflakeConfigurationException("private_key", "The private key cannot be read: it is damaged, or neither an RSA nor an elliptic-curve key.");

    [GeneratedRegex("-----BEGIN (?<label>(?:[A-Z]+ )*PRIVATE KEY)-----(?<body>.+?)-----END \\k<label>-----", RegexOptions.Singleline, 1000)]
    private static partial Regex Pem();

    [GeneratedRegex("\\s+", RegexOptions.None, 1000)]
    private static partial Regex Whitespace();
}
