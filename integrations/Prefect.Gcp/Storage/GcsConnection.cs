using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Prefect.Blocks;

namespace Prefect.Gcp;

/// <summary>A bucket, the service that has it, and how objects are moved.</summary>
internal sealed record GcsConnection(GoogleService Service, string Bucket, GcsTransferOptions Options, ILogger Logger)
{
    private const int EncryptionKeyBytes = 32;

    public GcsObject Object(string name) => new(Bucket, name);

    /// <summary>Adds to a request what the options say of all requests.</summary>
    public GoogleRequest Configure(GoogleRequest request) => (request with
    {
        Timeout = request.Timeout ?? Options.Timeout,
        Attempts = Options.Retries + 1,
        FirstWait = Options.RetryDelay,
    }).With("userProject", Options.UserProject);

    /// <summary>Adds the customer's key to a request that reads or writes content.</summary>
    public GoogleRequest Encrypt(GoogleRequest request) => WithKey(request, "x-goog-encryption-");

    /// <summary>Adds the customer's key to a request that copies content: what the content is encrypted with, and what its copy will be.</summary>
    public GoogleRequest EncryptBoth(GoogleRequest request) => WithKey(Encrypt(request), "x-goog-copy-source-encryption-");

    /// <exception cref="GcpConfigurationException">The key has another length.</exception>
    public static void CheckKey(SecretBytes? key)
    {
        if (key is not null && key.Value.Reveal().Length != EncryptionKeyBytes)
        {
            throw new GcpConfigurationException("encryption_key", $"A key that customers supply has {EncryptionKeyBytes} bytes, for AES-256: this one has another length.");
        }
    }

    /// <summary>How long a request may take that sends so many bytes.</summary>
    public TimeSpan TimeoutFor(long bytes) => Options.Timeout + TimeSpan.FromSeconds(bytes / (64.0 * 1024));

    /// <summary>Finds an object; null when it is not there.</summary>
    /// <exception cref="GcpException">It may not be read, or the service could not be reached.</exception>
    public async Task<GcsObjectInfo?> FindAsync(string name, CancellationToken cancellationToken)
    {
        GcsObject target = Object(name);
        try
        {
            GcsObjectResource found = await Service.SendAsync(
                target.Operation("objects.get", "look at"), Configure(Encrypt(GoogleRequest.Get(target.Path))), GcsJson.Default.GcsObjectResource, cancellationToken)
                .ConfigureAwait(false);
            return found.ToInfo();
        }
        catch (GcpException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <exception cref="GcpException">The bucket is not there or may not be seen, or the service could not be reached.</exception>
    public async Task<GcsBucketInfo> FindBucketAsync(CancellationToken cancellationToken)
    {
        GoogleRequest request = Configure(GoogleRequest.Get(GooglePath.Of($"storage/v1/b/{Bucket}")));
        GcsBucketResource found = await Service.SendAsync(
            GcpOperation.Storage("buckets.get", "find the bucket", Bucket), request, GcsJson.Default.GcsBucketResource, cancellationToken).ConfigureAwait(false);
        return found.ToInfo(Bucket);
    }

    /// <exception cref="GcpException">The bucket is there already or may not be made, or the service could not be reached.</exception>
    public async Task<GcsBucketInfo> CreateBucketAsync(string project, string? location, GcsBucketSettings settings, CancellationToken cancellationToken)
    {
        GoogleRequest request = Configure(GoogleRequest.Post("storage/v1/b", GcsBucketResource.Of(Bucket, location, settings), GcsJson.Default.GcsBucketResource)
            .With("project", project));
        GcsBucketResource made = await Service.SendAsync(
            GcpOperation.Storage("buckets.insert", "make the bucket", Bucket), request, GcsJson.Default.GcsBucketResource, cancellationToken).ConfigureAwait(false);
        return made.ToInfo(Bucket);
    }

    /// <summary>Deletes an object, in one of its generations alone.</summary>
    public Task DeleteAsync(string name, long generation, CancellationToken cancellationToken)
    {
        GcsObject target = Object(name);
        return Service.SendAsync(
            target.Operation("objects.delete", "delete"),
            Configure(GoogleRequest.Delete(target.Path)).With("ifGenerationMatch", generation),
            cancellationToken);
    }

    private GoogleRequest WithKey(GoogleRequest request, string prefix)
    {
        if (Options.EncryptionKey is not { } secret)
        {
            return request;
        }

        byte[] key = secret.Reveal();
        return request
            .WithHeader(prefix + "algorithm", "AES256")
            .WithHeader(prefix + "key", Convert.ToBase64String(key))
            .WithHeader(prefix + "key-sha256", Convert.ToBase64String(SHA256.HashData(key)));
    }
}
