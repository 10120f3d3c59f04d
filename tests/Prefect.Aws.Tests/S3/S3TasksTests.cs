using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class S3TasksTests(MotoServer moto) : S3Test(moto)
{
    [Fact]
    public async Task An_upload_without_a_key_gives_one_that_can_be_downloaded()
    {
        string key = await S3Tasks.UploadToBucketAsync(Bytes("hello"), Name, Credentials(), cancellationToken: Token);

        Guid.TryParse(key, out _).ShouldBeTrue();
        (await S3Tasks.DownloadFromBucketAsync(Name, key, Credentials(), cancellationToken: Token)).ShouldBe(Bytes("hello"));
        S3Tasks.DownloadFromBucket(Name, key, Credentials(), cancellationToken: Token).ShouldBe(Bytes("hello"));
    }

    [Fact]
    public async Task The_parameters_of_a_task_replace_those_of_the_credentials()
    {
        AwsCredentials elsewhere = Credentials(new Uri("http://127.0.0.1:1"));

        await S3Tasks.UploadToBucketAsync(Bytes("a"), Name, elsewhere, Parameters(Moto.Endpoint), "k", Token);

        (await S3Tasks.ListObjectsAsync(Name, Credentials(), prefix: "k", cancellationToken: Token)).Single().Key.ShouldBe("k");
    }

    [Fact]
    public async Task Objects_are_copied_and_moved_by_key()
    {
        await PutAsync("a");

        (await S3Tasks.CopyObjectsAsync("a", "b", Name, Credentials(), cancellationToken: Token)).ShouldBe("b");
        (await S3Tasks.MoveObjectsAsync("a", "c", Name, Credentials(), Name, Token)).ShouldBe("c");

        (await KeysAsync()).ShouldBe(["b", "c"]);
    }
}
