using System.Globalization;
using System.Text.RegularExpressions;

namespace Prefect.Testing;

/// <summary>
/// Azure Blob Storage by Azurite, over http and, with bearer tokens, over https; blobs are in memory. It verifies shared keys, shared
/// access signatures and checksums of uploads; of bearer tokens only what they say about themselves. It computes no checksums of ranges.
/// </summary>
public sealed partial class AzuriteServer : EmulatorServer
{
    /// <summary>The one account there is.</summary>
    public const string Account = "devstoreaccount1";

    /// <summary>Key of the account, which is the same on every machine.</summary>
    public const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>Prepares the emulator where the install script puts it.</summary>
    public AzuriteServer()
        : base(new EmulatorInstallation("azurite"))
    {
    }

    /// <summary>Address of the account, over http.</summary>
    /// <exception cref="InvalidOperationException">The server was not started.</exception>
    public Uri AccountEndpoint => new(Endpoint, Account);

    /// <summary>
    /// Address of the account with the same name and key, but other blobs, over https with a certificate that nobody signed.
    /// </summary>
    /// <exception cref="InvalidOperationException">The server was not started.</exception>
    public Uri SecureAccountEndpoint =>
        new UriBuilder("https", "127.0.0.1", int.Parse(SecurePort().Match(Output).Groups["port"].Value, CultureInfo.InvariantCulture), Account).Uri;

    [GeneratedRegex("https on port (?<port>[0-9]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SecurePort();
}
