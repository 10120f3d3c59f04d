using System.Security.Cryptography;
using System.Text;
using Prefect.Aws;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Demo.Tests;

public sealed class DemoTests(S3rverServer s3)
{
    private const string EuropeRow = "europe,58,49,47,0,240";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Main_job_summarises_through_a_local_folder_and_signs_the_report()
    {
        using TemporaryDirectory home = new();

        (int exitCode, string output) = await DemoRun.RunAsync(home);

        exitCode.ShouldBe(0, output);
        output.ShouldContain("europe");
        byte[] report = await File.ReadAllBytesAsync(home.Combine("demo/time-zones/summary.csv"), Cancellation);
        Encoding.UTF8.GetString(report).Split('\n').ShouldContain(EuropeRow);
        await using EmbeddedBlockStore store = EmbeddedBlockStore.Open(
            home.Combine("dotnet/store.db"), new EmbeddedStoreOptions { KeysFolder = home.Combine("keys") });
        string key = (await Secret.LoadAsync("demo-signing-key", store: store, cancellationToken: Cancellation)).GetText();
        (await File.ReadAllTextAsync(home.Combine("demo/time-zones/summary.csv.hmac"), Cancellation))
            .ShouldBe(Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), report)));
        output.ShouldNotContain(key);
    }

    [Fact]
    public async Task Main_job_can_be_run_again()
    {
        using TemporaryDirectory home = new();
        (await DemoRun.RunAsync(home)).ExitCode.ShouldBe(0);
        (int exitCode, string output) = await DemoRun.RunAsync(home);
        exitCode.ShouldBe(0, output);
    }

    [Theory]
    [InlineData("")]
    [InlineData("year/2026")]
    public async Task Main_job_runs_the_same_on_a_bucket(string folder)
    {
        using TemporaryDirectory home = new();
        S3Bucket bucket = await BucketAsync(folder);
        await using (EmbeddedBlockStore store = EmbeddedBlockStore.Open(
            home.Combine("dotnet/store.db"), new EmbeddedStoreOptions { KeysFolder = home.Combine("keys") }))
        {
            await bucket.SaveAsync("landing", store: store, cancellationToken: Cancellation);
        }

        (int exitCode, string output) = await DemoRun.RunAsync(home, "--storage", "s3-bucket/landing");

        exitCode.ShouldBe(0, output);
        Encoding.UTF8.GetString(await bucket.ReadPathAsync("time-zones/summary.csv", Cancellation)).Split('\n').ShouldContain(EuropeRow);
    }

    [Theory]
    [InlineData("s3-bucket/missing", "s3-bucket/missing")]
    [InlineData("no-slash", "no-slash")]
    [InlineData("secret/demo-signing-key", "storage block")]
    public async Task Storage_that_cannot_be_used_is_named(string storage, string named)
    {
        using TemporaryDirectory home = new();
        (int exitCode, string output) = await DemoRun.RunAsync(home, "--storage", storage);
        exitCode.ShouldBe(1);
        output.ShouldContain(named);
        output.ShouldNotContain("   at ");
        output.ShouldNotContain('\e'.ToString());
    }

    private async Task<S3Bucket> BucketAsync(string folder)
    {
        Uri endpoint = await s3.StartAsync(Cancellation);
        MinIOCredentials credentials = new()
        {
            MinioRootUser = S3rverServer.AccessKey,
            MinioRootPassword = S3rverServer.SecretKey,
            AwsClientParameters = new() { EndpointUrl = endpoint.AbsoluteUri },
        };
        string name = $"demo-{Guid.NewGuid():N}";
        await credentials.GetClient().PutBucketAsync(new Amazon.S3.Model.PutBucketRequest { BucketName = name }, Cancellation);
        return new S3Bucket { BucketName = name, Credentials = credentials, BucketFolder = folder };
    }
}
