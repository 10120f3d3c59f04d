using System.Runtime.CompilerServices;
using Prefect.Http;

namespace Prefect.Azure;

/// <summary>Lists blobs page by page; no more than a page is in memory.</summary>
internal static class BlobLister
{
    public static async IAsyncEnumerable<AzureBlobInfo> ListAsync(
        BlobConnection connection, BlobListQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        int left = query.MaxItems ?? int.MaxValue;
        string? marker = null;
        while (left > 0)
        {
            BlobPage page = await connection.Service.ListAsync(connection.Container, query, marker, cancellationToken).ConfigureAwait(false);
            foreach (AzureBlobInfo blob in page.Blobs.Take(left))
            {
                yield return blob;
            }

            left -= query.MaxItems is null ? 0 : page.Blobs.Count;
            if (page.Next is null)
            {
                yield break;
            }

            if (page.Next == marker)
            {
                throw new AzureException(
                    $"Could not list '{connection.Container}/{query.Prefix}' to its end: the service gave the same marker twice. It does not speak this part of the protocol.",
                    ServiceFault.Unknown,
                    null);
            }

            marker = page.Next;
        }
    }
}
