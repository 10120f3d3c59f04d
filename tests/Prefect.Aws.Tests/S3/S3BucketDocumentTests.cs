using System.Text;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Aws.Tests;

/// <summary>Which credentials a document's plain object becomes.</summary>
public sealed class S3BucketDocumentTests
{
    [Theory]
    [InlineData("""{"minio_root_user":"u","minio_root_password":"p"}""", typeof(MinIOCredentials))]
    [InlineData("""{"aws_access_key_id":"a","aws_secret_access_key":"s"}""", typeof(AwsCredentials))]
    [InlineData("{}", typeof(AwsCredentials))]
    [InlineData("""{"aws_access_key_id":"a","block_type_slug":"aws-credentials"}""", typeof(AwsCredentials))]
    [InlineData("""{"minio_root_user":"u","block_type_slug":"minio-credentials","minio_root_password":"p"}""", typeof(MinIOCredentials))]
    public async Task Credentials_are_those_that_the_object_fits(string credentials, Type type) =>
        (await LoadAsync(credentials)).Credentials.ShouldBeOfType(type);

    [Theory]
    [InlineData("""{"junk":"x"}""")]
    [InlineData("5")]
    public async Task Credentials_that_fit_neither_type_name_both(string credentials)
    {
        BlockValidationException exception = await Should.ThrowAsync<BlockValidationException>(() => LoadAsync(credentials));
        exception.Message.ShouldContain("MinIO");
        exception.Message.ShouldContain("AWS", Case.Insensitive);
    }

    private static async Task<S3Bucket> LoadAsync(string credentials)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await using TemporaryStore store = new();
        RegisteredBlockType type = await S3Bucket.RegisterTypeAsync(store.Store, token);
        byte[] data = Encoding.UTF8.GetBytes($$"""{"bucket_name":"b","credentials":{{credentials}}}""");
        await store.Store.SaveAsync(new BlockDocumentDraft { Type = type, Name = "b", Data = data }, token);
        return await S3Bucket.LoadAsync("b", store: store.Store, cancellationToken: token);
    }
}
