using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Gcp.Tests.Credentials;

/// <summary>
/// A machine of its own: a home with nothing in it, an environment of which nothing is inherited that counts here, and a peer that Secret
/// Manager is at. What follows a reference on it is a process.
/// </summary>
internal sealed class GcpMachineProcess : IDisposable
{
    private readonly TemporaryDirectory _home = new();
    private readonly GooglePeer _peer;

    public GcpMachineProcess(GooglePeer peer)
    {
        _peer = peer;
        Environment = new(StringComparer.Ordinal)
        {
            ["HOME"] = _home.Path,
            ["NO_GCE_CHECK"] = "true",
            ["CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER"] = peer.At("secretmanager.googleapis.com").AbsoluteUri,
        };
    }

    /// <summary>What the process has in its environment.</summary>
    public Dictionary<string, string> Environment { get; }

    /// <summary>Writes a file into the home, and gives its path.</summary>
    public string Write(string name, JsonObject content) => _home.WriteFile(name, content.ToJsonString());

    /// <summary>Follows a reference to the secret "database" of the peer's project in a process of its own.</summary>
    public async Task<ReferenceOutcome> FollowAsync()
    {
        ProcessStartInfo start = new(System.Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Prefect.GcpWorker.dll"), $"gcp-sm:{_peer.Account.Project}/database" },
        };
        string[] counting = ["GOOGLE_", "GCLOUD_", "CLOUDSDK_", "GCE_", "NO_GCE"];
        foreach (string name in start.Environment.Keys.Where(name => counting.Any(begin => name.StartsWith(begin, StringComparison.OrdinalIgnoreCase))).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach ((string name, string value) in Environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        string said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return JsonSerializer.Deserialize<ReferenceOutcome>(said)!;
    }

    public void Dispose() => _home.Dispose();
}
