using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Azure.Tests;

/// <summary>
/// A machine of its own: a home with nothing in it, an environment of which nothing is inherited that counts here, and a proxy by which
/// all of Azure is one peer, whose certificate is trusted. What signs in on it is a process.
/// </summary>
internal sealed class AzureMachine : IAsyncDisposable
{
    public const string Account = "https://lake.blob.core.windows.net";

    private static readonly string[] s_counting = ["AZURE_", "MSI_", "IDENTITY_", "IMDS_", "PREFECT_", "HTTP_", "HTTPS_", "NO_", "ALL_", "SSL_CERT_"];

    private readonly TemporaryDirectory _home = new();

    private AzureMachine(ArmPeer peer)
    {
        Peer = peer;
        Blobs = new BlobPeer(peer);
        Environment = new(StringComparer.Ordinal)
        {
            ["HOME"] = _home.Path,
            ["HTTPS_PROXY"] = peer.Proxy.AbsoluteUri,
            ["HTTP_PROXY"] = peer.Address.AbsoluteUri,
            ["NO_PROXY"] = "127.0.0.1",

            // No program is found, so that no command line gives a token.
            ["PATH"] = _home.Path,
        };
        Trust(peer.CertificatePem);
    }

    public ArmPeer Peer { get; }

    /// <summary>The blobs of every account that the peer plays.</summary>
    public BlobPeer Blobs { get; }

    /// <summary>What the processes have in their environment.</summary>
    public Dictionary<string, string> Environment { get; }

    public static async Task<AzureMachine> StartAsync() => new(await ArmPeer.StartAsync(TestContext.Current.CancellationToken));

    /// <summary>Writes a file into the home, and gives its path.</summary>
    public string Write(string name, string content) => _home.WriteFile(name, content);

    /// <summary>Makes these certificates all that processes trust.</summary>
    public void Trust(params IEnumerable<string> certificates) =>
        Environment["SSL_CERT_FILE"] = Write("trusted.pem", string.Join('\n', certificates));

    /// <summary>
    /// Lets the identity of this virtual machine be all that is looked for. Among other places it would be given up after a second, which
    /// no option changes, and which is over before a busy machine has the answer.
    /// </summary>
    public void LookForIdentityAlone() => Environment["AZURE_TOKEN_CREDENTIALS"] = "ManagedIdentityCredential";

    /// <summary>The properties that make credentials those of the peer's service principal.</summary>
    public JsonObject Principal() => new()
    {
        ["account_url"] = Account,
        ["tenant_id"] = Peer.TenantId,
        ["client_id"] = Peer.ClientId,
        ["client_secret"] = Peer.ClientSecret,
    };

    /// <summary>Does something in a process of its own.</summary>
    /// <param name="properties">Properties of the block.</param>
    /// <param name="arguments">What to do.</param>
    public async Task<WorkerOutcome> RunAsync(JsonObject properties, params IEnumerable<string> arguments)
    {
        ProcessStartInfo start = new(System.Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", [Path.Combine(AppContext.BaseDirectory, "Prefect.AzureWorker.dll"), .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (string name in start.Environment.Keys.Where(name => s_counting.Any(part => name.StartsWith(part, StringComparison.OrdinalIgnoreCase))).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach ((string name, string value) in Environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(properties.ToJsonString());
        process.StandardInput.Close();
        string said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return JsonSerializer.Deserialize<WorkerOutcome>(said)!;
    }

    public async ValueTask DisposeAsync()
    {
        await Peer.DisposeAsync();
        _home.Dispose();
    }
}
