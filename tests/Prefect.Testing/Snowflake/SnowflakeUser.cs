using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;

namespace Prefect.Testing;

/// <summary>What a <see cref="SnowflakePeer"/> takes for proof of who somebody is.</summary>
public sealed class SnowflakeUser
{
    private static int s_count;

    private readonly int _number = Interlocked.Increment(ref s_count);

    /// <summary>The name, in upper case.</summary>
    public string Name { get; } = "LOADER";

    /// <summary>The password: another one for each peer.</summary>
    public string Password => "peer-password-" + Suffix;

    /// <summary>Whether user and password need a second factor.</summary>
    public bool NeedsSecondFactor { get; set; }

    /// <summary>Whether the account asks for a second factor by steps of its own, rather than refusing a sign-in that announces none.</summary>
    public bool IsLedToSecondFactor { get; set; }

    /// <summary>The passcode that is valid now.</summary>
    public string Passcode => (500_000 + _number).ToString(CultureInfo.InvariantCulture);

    /// <summary>The public key of the user, as PEM; null for none.</summary>
    public string? PublicKey { get; set; }

    /// <summary>The access token that the account's authorization server gave.</summary>
    public string OAuthToken => "peer-oauth-token-" + Suffix;

    /// <summary>A programmatic token of the user.</summary>
    public string ProgrammaticToken => "peer-programmatic-token-" + Suffix;

    /// <summary>Tokens that the peer gave for a second factor or a browser, and still takes.</summary>
    public ConcurrentDictionary<string, bool> KeptTokens { get; } = new(StringComparer.Ordinal);

    /// <summary>What workloads show, by provider, such as <c>GCP</c>.</summary>
    public ConcurrentDictionary<string, string> WorkloadTokens { get; } = new(StringComparer.Ordinal);

    /// <summary>The keys by which requests of Amazon's workloads are verified.</summary>
    public ConcurrentDictionary<string, AwsKey> AwsKeys { get; } = new(StringComparer.Ordinal);

    private string Suffix => _number.ToString("0000", CultureInfo.InvariantCulture) + "-Zk7";

    /// <summary>Gives the user a public key, and the private half to whoever asks.</summary>
    /// <returns>The private key as PKCS#8 in PEM form.</returns>
    public string NewKey()
    {
        using RSA key = RSA.Create(2048);
        PublicKey = key.ExportSubjectPublicKeyInfoPem();
        return key.ExportPkcs8PrivateKeyPem();
    }
}
