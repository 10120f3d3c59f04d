using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class S3WaiterTests(MotoServer moto) : S3Test(moto)
{
    private readonly ManualClock _clock = new() { JumpsToTimers = true };

    [Fact]
    public async Task Buckets_and_objects_are_waited_for()
    {
        await PutAsync("a");

        await WaitAsync("bucket_exists", new JsonObject { ["Bucket"] = Name });
        await WaitAsync("bucket_not_exists", new JsonObject { ["Bucket"] = Name + "-not" });
        await WaitAsync("object_exists", new JsonObject { ["Bucket"] = Name, ["Key"] = "a" });
        await WaitAsync("object_not_exists", new JsonObject { ["Bucket"] = Name, ["Key"] = "b" });

        _clock.Waits.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_missing_object_is_asked_for_as_often_as_it_may()
    {
        AwsWaiterException exception = await Should.ThrowAsync<AwsWaiterException>(() => WaitAsync("object_exists", new JsonObject { ["Bucket"] = Name, ["Key"] = "b" }));

        (exception.IsExhausted, exception.Attempts).ShouldBe((true, 20));
        _clock.Waits.ShouldAllBe(wait => wait == TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("HeadObject", """{"Key":"a"}""", "Metadata.colour", "\"blue\"")]
    [InlineData("HeadObject", """{"Key":"a"}""", "[ContentLength, StorageClass, ContentType]", """[1,"STANDARD","text/plain"]""")]
    [InlineData("ListObjectsV2", """{"Prefix":"a","MaxKeys":5}""", "length(Contents[?Size > `0`])", "1")]
    [InlineData("ListObjectsV2", """{"Prefix":"missing"}""", "Contents", "null")]
    [InlineData("GetObjectTagging", """{"Key":"a"}""", "TagSet[?Key == 'state'].Value | [0]", "\"done\"")]
    [InlineData("GetBucketVersioning", "{}", "Status", "null")]
    [InlineData("HeadBucket", "{}", "ResponseMetadata.HTTPStatusCode", "200")]
    public async Task Answers_have_the_vendors_names(string operation, string parameters, string path, string expected)
    {
        Amazon.S3.Model.PutObjectRequest request = new()
        {
            BucketName = Name,
            Key = "a",
            ContentBody = "a",
            ContentType = "text/plain",
            TagSet = [new() { Key = "state", Value = "done" }],
        };
        request.Metadata["colour"] = "blue";
        await Raw.PutObjectAsync(request, Token);
        JsonObject asked = JsonNode.Parse(parameters)!.AsObject();
        asked["Bucket"] = Name;

        await WaitAsync("Mine", asked, Define(operation, new JsonObject { ["matcher"] = "path", ["argument"] = path, ["expected"] = JsonNode.Parse(expected), ["state"] = "success" }));
    }

    [Fact]
    public async Task A_missing_object_is_the_error_404() =>
        await WaitAsync(
            "Mine",
            new JsonObject { ["Bucket"] = Name, ["Key"] = "b" },
            Define("HeadObject", new JsonObject { ["matcher"] = "error", ["expected"] = "404", ["state"] = "success" }));

    private Task WaitAsync(string waiter, JsonObject parameters, JsonObject? definition = null) =>
        WaiterTasks.Prepare("s3", waiter, Credentials(), definition, parameters, null, _clock).WaitAsync(Token);

    private static JsonObject Define(string operation, JsonObject acceptor) => new()
    {
        ["version"] = 2,
        ["waiters"] = new JsonObject
        {
            ["Mine"] = new JsonObject { ["operation"] = operation, ["delay"] = 1, ["maxAttempts"] = 1, ["acceptors"] = new JsonArray(acceptor) },
        },
    };
}
