using System.Diagnostics;
using System.Globalization;
using Amazon.Runtime;
using Amazon.S3;
using Prefect.Aws;

namespace Prefect.Benchmarks;

/// <summary>A running <see cref="S3Peer"/>, with a bucket block and a plain client of the SDK to talk to it.</summary>
internal sealed class S3PeerProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http = new();

    private S3PeerProcess(Process process, string address)
    {
        _process = process;
        Address = new Uri(address);
        Bucket = new S3Bucket
        {
            BucketName = "landing",
            Credentials = NestedBlock.Credentials with
            {
                RegionName = "us-east-1",
                AwsClientParameters = new AwsClientParameters { EndpointUrl = address },
            },
        };
        Client = new AmazonS3Client(
            new BasicAWSCredentials(NestedBlock.Credentials.AwsAccessKeyId, "not-a-real-key-only-as-long-as-one-0001"),
            new AmazonS3Config { ServiceURL = address, AuthenticationRegion = "us-east-1", ForcePathStyle = true });
    }

    public Uri Address { get; }

    public S3Bucket Bucket { get; }

    /// <summary>The SDK's client with the SDK's defaults.</summary>
    public AmazonS3Client Client { get; }

    public static async Task<S3PeerProcess> StartAsync(long objectBytes = 0, int keys = 0, int delay = 0)
    {
        ProcessStartInfo start = ThisProgram.Start(S3Peer.Role, $"{objectBytes}", $"{keys}", $"{delay}");
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        Process process = Process.Start(start)!;
        string address = await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException("The peer ended before it said where it listens.");
        return new S3PeerProcess(process, address);
    }

    /// <summary>How many bytes of content the peer was sent in all.</summary>
    public async Task<long> ReceivedAsync() =>
        long.Parse(await _http.GetStringAsync(new Uri(Address, S3PeerAnswers.ReceivedPath)), CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _http.Dispose();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
