using System.Text;
using Prefect.Azure;

namespace Prefect.AzureWorker;

/// <summary>Writes a blob and reads it.</summary>
internal static class BlobDay
{
    public static async Task<string> RunAsync(AzureBlobStorageCredentials credentials, string name, int times)
    {
        AzureBlobContainerClient container = credentials.GetContainerClient("landing");
        await container.CreateIfNotExistsAsync();
        AzureBlobStorageContainer landing = new() { ContainerName = "landing", Credentials = credentials };
        await landing.WritePathAsync(name, Encoding.UTF8.GetBytes(name));
        byte[][] contents = await Task.WhenAll(Enumerable.Range(0, times).Select(_ => landing.ReadPathAsync(name)));
        return string.Join(',', contents.Select(Encoding.UTF8.GetString).Distinct(StringComparer.Ordinal));
    }
}
