using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

/// <summary>Connections that break off before an answer: the SDK gives what is below HttpClient's exception.</summary>
public sealed class S3ResetTests : IDisposable
{
    private static readonly JsonObject s_impatient = new() { ["retries"] = new JsonObject { ["total_max_attempts"] = 1 } };

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _listener.Dispose();

    [Theory]
    [InlineData("http", false)]
    [InlineData("http", true)]
    [InlineData("https", false)]
    [InlineData("https", true)]
    public async Task A_connection_that_is_cut_is_an_error_of_this_package(string scheme, bool resets)
    {
        AwsCredentials credentials = Cut(scheme, resets);
        S3Bucket bucket = new() { BucketName = "b", Credentials = credentials };
        AwsSecret secret = new() { SecretName = "db", AwsCredentials = credentials };
        using TemporaryDirectory folder = new();
        string file = folder.Combine("f");
        await File.WriteAllBytesAsync(file, new byte[1000], Token);

        Func<Task>[] calls =
        [
            () => bucket.ReadPathAsync("k", Token),
            () => bucket.WritePathAsync("k", new byte[1000], Token),
            () => bucket.UploadFromPathAsync(file, "k", cancellationToken: Token),
            () => secret.ReadSecretAsync(Token),
        ];
        foreach (Func<Task> call in calls)
        {
            (await Should.ThrowAsync<AwsException>(call)).IsTransient.ShouldBeTrue();
        }

        (await bucket.CheckAsync(Token)).Succeeded.ShouldBeFalse();
    }

    [Fact]
    public async Task A_check_whose_connection_is_reset_says_so()
    {
        await using AwsPeer peer = await AwsPeer.StartAsync(Token);
        peer.On("s3.HEAD /b/", AwsReply.Reset());
        peer.On("s3.GET /b/", AwsReply.Reset());

        BlockCheckResult result = await new S3Bucket { BucketName = "b", Credentials = peer.Credentials(config: (JsonObject)s_impatient.DeepClone()) }.CheckAsync(Token);

        result.Stage.ShouldBe(BlockCheckStage.Connection, result.Message);
    }

    private AwsCredentials Cut(string scheme, bool resets)
    {
        _listener.Start();
        _ = ServeAsync(resets);
        return new AwsCredentials
        {
            AwsAccessKeyId = "AKIA0000000000000000",
            AwsSecretAccessKey = "cut-off-secret",
            RegionName = "eu-central-1",
            AwsClientParameters = new AwsClientParameters
            {
                EndpointUrl = $"{scheme}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}",
                Config = (JsonObject)s_impatient.DeepClone(),
            },
        };
    }

    private async Task ServeAsync(bool resets)
    {
        byte[] buffer = new byte[64 * 1024];
        try
        {
            while (true)
            {
                using Socket socket = await _listener.AcceptSocketAsync(Token);
                await socket.ReceiveAsync(buffer, Token);
                if (resets)
                {
                    socket.LingerState = new LingerOption(true, 0);
                }
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // The test is over.
        }
    }
}
