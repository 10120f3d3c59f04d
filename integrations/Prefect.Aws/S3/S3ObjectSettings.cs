using System.Collections.ObjectModel;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.S3.Util;

namespace Prefect.Aws;

/// <summary>What is set on objects that are written. What is null is left to the bucket.</summary>
public sealed record S3ObjectSettings
{
    /// <summary>Sets nothing.</summary>
    public static S3ObjectSettings None { get; } = new();

    /// <summary>Media type of the content. Default: by the key's extension.</summary>
    public string? ContentType { get; init; }

    /// <summary>How long others may keep copies, as in the header <c>Cache-Control</c>.</summary>
    public string? CacheControl { get; init; }

    /// <summary>Encoding of the content, as in the header <c>Content-Encoding</c>.</summary>
    public string? ContentEncoding { get; init; }

    /// <summary>How a browser shows the content, as in the header <c>Content-Disposition</c>.</summary>
    public string? ContentDisposition { get; init; }

    /// <summary>Class of storage, such as <c>STANDARD_IA</c>.</summary>
    public string? StorageClass { get; init; }

    /// <summary>Encryption at rest: <c>AES256</c>, <c>aws:kms</c> or <c>aws:kms:dsse</c>.</summary>
    public string? ServerSideEncryption { get; init; }

    /// <summary>Id or ARN of the key for <c>aws:kms</c>.</summary>
    public string? KmsKeyId { get; init; }

    /// <summary>A canned list of who may access the object, such as <c>bucket-owner-full-control</c>.</summary>
    public string? CannedAcl { get; init; }

    /// <summary>Further facts that are stored with the object.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    internal PutObjectRequest Apply(PutObjectRequest request)
    {
        Apply(request.Headers, request.Metadata);
        request.ContentType = TypeOf(request.Key);
        request.StorageClass = Find<S3StorageClass>(StorageClass, S3StorageClass.FindValue);
        request.ServerSideEncryptionMethod = Find<ServerSideEncryptionMethod>(ServerSideEncryption, ServerSideEncryptionMethod.FindValue);
        request.ServerSideEncryptionKeyManagementServiceKeyId = KmsKeyId;
        request.CannedACL = Find<S3CannedACL>(CannedAcl, S3CannedACL.FindValue);
        return request;
    }

    internal InitiateMultipartUploadRequest Apply(InitiateMultipartUploadRequest request)
    {
        Apply(request.Headers, request.Metadata);
        request.ContentType ??= TypeOf(request.Key);
        request.StorageClass = Find<S3StorageClass>(StorageClass, S3StorageClass.FindValue);
        request.ServerSideEncryptionMethod = Find<ServerSideEncryptionMethod>(ServerSideEncryption, ServerSideEncryptionMethod.FindValue);
        request.ServerSideEncryptionKeyManagementServiceKeyId = KmsKeyId;
        request.CannedACL = Find<S3CannedACL>(CannedAcl, S3CannedACL.FindValue);
        return request;
    }

    internal CopyObjectRequest Apply(CopyObjectRequest request)
    {
        request.StorageClass = Find<S3StorageClass>(StorageClass, S3StorageClass.FindValue);
        request.ServerSideEncryptionMethod = Find<ServerSideEncryptionMethod>(ServerSideEncryption, ServerSideEncryptionMethod.FindValue);
        request.ServerSideEncryptionKeyManagementServiceKeyId = KmsKeyId;
        request.CannedACL = Find<S3CannedACL>(CannedAcl, S3CannedACL.FindValue);
        return request;
    }

    private static T? Find<T>(string? value, Func<string, T> find)
        where T : class => value is null ? null : find(value);

    private string TypeOf(string key) => ContentType ?? AmazonS3Util.MimeTypeFromExtension(Path.GetExtension(key));

    private void Apply(HeadersCollection headers, MetadataCollection metadata)
    {
        // A header that is set to null is sent, empty.
        if (CacheControl is not null)
        {
            headers.CacheControl = CacheControl;
        }

        if (ContentEncoding is not null)
        {
            headers.ContentEncoding = ContentEncoding;
        }

        if (ContentDisposition is not null)
        {
            headers.ContentDisposition = ContentDisposition;
        }

        foreach ((string name, string value) in Metadata)
        {
            metadata.Add(name, value);
        }
    }
}
