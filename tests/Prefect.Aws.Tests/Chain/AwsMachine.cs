using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

/// <summary>
/// A machine of its own: a home with nothing in it, an environment of which nothing is inherited that counts here, and a peer that all
/// services are at. What reads a secret on it is a process.
/// </summary>
internal sealed class AwsMachine : IAsyncDisposable
{
    public const string Secret = "hunter2";

    private readonly TemporaryDirectory _home = new();

    private AwsMachine(AwsPeer peer)
    {
        Peer = peer;
        Environment = new(StringComparer.Ordinal)
        {
            ["HOME"] = _home.Path,
            ["AWS_ENDPOINT_URL"] = peer.Address.AbsoluteUri,
            ["AWS_REGION"] = "eu-central-1",
            ["AWS_EC2_METADATA_DISABLED"] = "true",
        };
        peer.On("secretsmanager.GetSecretValue", _ => AwsReply.Json(new JsonObject { ["Name"] = "db/password", ["SecretString"] = Secret }));
    }

    public AwsPeer Peer { get; }

    /// <summary>What the processes have in their environment.</summary>
    public Dictionary<string, string> Environment { get; }

    public static async Task<AwsMachine> StartAsync() => new(await AwsPeer.StartAsync(TestContext.Current.CancellationToken));

    /// <summary>Starts one whose services are spoken to over TLS.</summary>
    public static async Task<AwsMachine> StartAsync(X509Certificate2 certificate) =>
        new(await AwsPeer.StartAsync(certificate, TestContext.Current.CancellationToken));

    /// <summary>Writes a file into the home, and gives its path.</summary>
    public string Write(string name, string content) => _home.WriteFile(name, content);

    /// <summary>Makes a key that expires, and known to the peer.</summary>
    public AwsKey Temporary(string name)
    {
        AwsKey key = new("ASIA" + name.ToUpperInvariant().PadRight(16, 'X'), Canary.Generate("secret access key").Value, "token/of+" + name);
        Peer.Accept(key);
        return key;
    }

    /// <summary>Reads the secret in a process of its own.</summary>
    /// <param name="profile">Name of the profile. Default: the block has none.</param>
    /// <param name="role">ARN of the role to assume. Default: the block has none.</param>
    /// <param name="times">How often, at once.</param>
    public async Task<SecretReadingOutcome> ReadAsync(string profile = "", string role = "", int times = 1)
    {
        ProcessStartInfo start = new(System.Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Prefect.AwsWorker.dll"), "read", times.ToString(CultureInfo.InvariantCulture), profile, role },
        };
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("AWS_", StringComparison.OrdinalIgnoreCase)).ToList())
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
        return JsonSerializer.Deserialize<SecretReadingOutcome>(said)!;
    }

    /// <summary>Demands that the one read of the secret was signed by a key.</summary>
    public void ShouldHaveRead(SecretReadingOutcome outcome, AwsKey key, string region = "eu-central-1")
    {
        outcome.Text.ShouldBeNull();
        outcome.Value.ShouldBe(Secret);
        Peer.ShouldHaveGoodSignatures();
        AwsExchange read = Peer.RequestsFor("secretsmanager.GetSecretValue")[^1];
        read.Signature.AccessKeyId.ShouldBe(key.AccessKeyId);
        read.Signature.Region.ShouldBe(region);
    }

    public async ValueTask DisposeAsync()
    {
        await Peer.DisposeAsync();
        _home.Dispose();
    }
}
