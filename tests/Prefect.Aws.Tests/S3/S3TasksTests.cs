using Prefect.Flows;
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

    [Fact]
    public async Task Tasks_run_by_themselves()
    {
        string key = await S3Tasks.UploadToBucketTask.RunAsync(Bytes("hello"), Name, Credentials(), null, "k", Token);

        key.ShouldBe("k");
        (await S3Tasks.DownloadFromBucketTask.RunAsync(Name, key, Credentials(), null, Token)).ShouldBe(Bytes("hello"));
        S3Tasks.DownloadFromBucketTask.Run(Name, key, Credentials(), null, Token).ShouldBe(Bytes("hello"));
        (await S3Tasks.DownloadFromBucketTask.RunStateAsync(Name, "missing", Credentials(), null, Token)).IsFailed.ShouldBeTrue();
    }

    [Fact]
    public async Task Tasks_are_submitted_mapped_and_wait_for_each_other()
    {
        FlowTask<ReadOnlyMemory<byte>, string, AwsCredentials, AwsClientParameters?, string?, string> upload =
            S3Tasks.UploadToBucketTask.With(options => options with { Retries = 2 });
        Flow<int> flow = Flow.Define("objects", async () =>
        {
            TaskFutureList<string> uploads = upload.Map(
                MapInput.Each<ReadOnlyMemory<byte>>([Bytes("a"), Bytes("bb")]), Name, Credentials(), (AwsClientParameters?)null, MapInput.Each<string?>(["a", "b"]));
            TaskFuture<string> copied = S3Tasks.CopyObjectsTask.Submit(uploads[0], "c", Name, Credentials(), (string?)null);
            TaskFuture<string> moved = S3Tasks.MoveObjectsTask.Submit(copied, "d", Name, Credentials(), (string?)null);
            return (await S3Tasks.ListObjectsTask.Submit(Name, Credentials(), null, "", "", null, null, null, [moved, .. uploads])).Count;
        });

        (await flow.RunAsync(Token)).ShouldBe(3);
        (await KeysAsync()).ShouldBe(["a", "b", "d"]);
    }

    [Fact]
    public void Tasks_are_named_and_described_as_their_methods()
    {
        S3Tasks.UploadToBucketTask.Name.ShouldBe("upload-to-bucket");
        S3Tasks.UploadToBucketTask.Description.ShouldBe("Uploads an object from memory.");
        S3Tasks.UploadToBucketTask.Parameters.Select(parameter => parameter.Name).ShouldBe(["data", "bucket", "awsCredentials", "awsClientParameters", "key"]);
        S3Tasks.ListObjectsTask.Parameters[3].ShouldBe(new ParameterDefinition("prefix", typeof(string)) { HasDefault = true, Default = "", Description = "What keys begin with." });
    }
}
