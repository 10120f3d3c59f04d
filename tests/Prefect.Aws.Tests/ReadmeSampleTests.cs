using Amazon.S3;
using Prefect.Blocks;
using Prefect.Flows;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class ReadmeSampleTests(MotoServer moto) : S3Test(moto)
{
    [Fact]
    public async Task The_samples_of_the_README_run()
    {
        await using TemporaryStore store = new();
        using IDisposable scope = BlockStore.Use(store.Store);
        AwsCredentials credentials = Credentials();
        await credentials.SaveAsync("production", cancellationToken: Token);
        IAmazonS3 client = (await AwsCredentials.LoadAsync("production", cancellationToken: Token)).GetS3Client();
        client.ShouldBeSameAs(credentials.GetS3Client());

        S3Bucket bucket = new() { BucketName = Name, BucketFolder = "raw", Credentials = credentials };
        await bucket.WritePathAsync("2026-11-20/a.txt", "hello"u8.ToArray(), Token);
        Folder.WriteFile("out/b.bin", new string('b', 2000));
        await bucket.UploadFromFolderAsync(Folder.Combine("out"), "2026-11-20", cancellationToken: Token);
        List<string> keys = [];
        await foreach (S3ObjectInfo item in bucket.ListObjectsAsync("2026-11-20/", jmespathQuery: "Contents[?Size > `1024`][]", cancellationToken: Token))
        {
            keys.Add($"{item.Key} {item.Size}");
        }

        keys.ShouldBe(["raw/2026-11-20/b.bin 2000"]);
        await bucket.SaveAsync("landing", cancellationToken: Token);
        S3Bucket landing = await S3Bucket.LoadAsync("landing", cancellationToken: Token);
        await landing.DownloadFolderToPathAsync("2026-11-20", Folder.Combine("data"), cancellationToken: Token);
        Directory.GetFiles(Folder.Combine("data")).Length.ShouldBe(2);

        FlowTask<string, string, AwsCredentials, AwsClientParameters?, byte[]> download = S3Tasks.DownloadFromBucketTask.With(options => options with { Retries = 2 });
        (await download.RunAsync(Name, "raw/2026-11-20/a.txt", credentials, null, Token)).ShouldBe("hello"u8.ToArray());
    }
}
