using Prefect.Http;

namespace Prefect.Gcp;

/// <summary>Copies objects inside the service; their bytes do not come through here.</summary>
internal static class GcsCopier
{
    /// <exception cref="GcpException">The object is not there, or may not be read or written, or the service could not be reached.</exception>
    public static async Task CopyAsync(GcsConnection connection, GcsObject source, GcsObject target, CancellationToken cancellationToken)
    {
        GcpOperation operation = target.Operation("objects.rewrite", $"copy '{source}' to");
        GoogleRequest request = connection.Configure(connection.EncryptBoth(GoogleRequest.Post(
            GooglePath.Of($"storage/v1/b/{source.Bucket}/o/{source.Name}/rewriteTo/b/{target.Bucket}/o/{target.Name}")))) with { MayRepeat = true };
        string? last = null;
        while (true)
        {
            GcsRewriteAnswer answer = await connection.Service.SendAsync(
                operation, last is null ? request : request.Replace("rewriteToken", last), GcsJson.Default.GcsRewriteAnswer, cancellationToken).ConfigureAwait(false);
            if (answer.Done)
            {
                return;
            }

            // A large object is copied step by step, each of which is told how to go on.
            last = answer.RewriteToken is { Length: > 0 } next
                ? next
                : throw new GcpException($"Could not {operation}: the service does not say how it goes on.", ServiceFault.Unknown, null);
        }
    }
}
