using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Transfer;

namespace Prefect.Benchmarks;

/// <summary>The same work as one would write it with the SDK alone.</summary>
internal static class RawS3
{
    public static async Task UploadAsync(IAmazonS3 client, string path, string key)
    {
        using TransferUtility transfer = new(client);
        await transfer.UploadAsync(path, "landing", key);
    }

    public static async Task DownloadAsync(IAmazonS3 client, string key, Stream destination)
    {
        using GetObjectResponse response = await client.GetObjectAsync("landing", key);
        await response.ResponseStream.CopyToAsync(destination);
    }

    public static async Task UploadOneByOneAsync(IAmazonS3 client, string folder)
    {
        foreach (string path in Directory.EnumerateFiles(folder))
        {
            PutObjectRequest request = new() { BucketName = "landing", Key = $"folder/{Path.GetFileName(path)}", FilePath = path };
            await client.PutObjectAsync(request);
        }
    }

    public static async Task<int> CountAsync(IAmazonS3 client)
    {
        int count = 0;
        await foreach (S3Object _ in client.Paginators.ListObjectsV2(new ListObjectsV2Request { BucketName = "landing" }).S3Objects)
        {
            count++;
        }

        return count;
    }
}
