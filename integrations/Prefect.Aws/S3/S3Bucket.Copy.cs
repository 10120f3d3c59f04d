namespace Prefect.Aws;

/// <content>Copies and moves inside a store.</content>
public sealed partial record S3Bucket
{
    /// <summary>Copies an object inside the store; its bytes do not come through this machine.</summary>
    /// <param name="fromPath">Path of the object; the bucket's folder is put before it unless it begins with it.</param>
    /// <param name="toPath">Path of the copy; the target bucket's folder is put before it unless it begins with it.</param>
    /// <param name="toBucket">The target bucket, reached with this one's credentials. Default: this one.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Key of the copy.</returns>
    /// <exception cref="ArgumentException">A path is null or empty.</exception>
    /// <exception cref="AwsException">The object is not there, or may not be read or written, or the store could not be reached.</exception>
    public Task<string> CopyObjectAsync(
        string fromPath, string toPath, S3Bucket? toBucket = null, CancellationToken cancellationToken = default) =>
        CopyToAsync(fromPath, toPath, toBucket ?? this, keepPath: false, cancellationToken);

    /// <summary>Copies an object inside the store to a bucket by name; its bytes do not come through this machine.</summary>
    /// <param name="fromPath">Path of the object; the bucket's folder is put before it unless it begins with it.</param>
    /// <param name="toPath">Key of the copy, taken as it is.</param>
    /// <param name="toBucket">Name of the target bucket, reached with this one's credentials.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Key of the copy.</returns>
    /// <exception cref="ArgumentException">A path or the name is null or empty.</exception>
    /// <exception cref="AwsException">The object is not there, or may not be read or written, or the store could not be reached.</exception>
    public Task<string> CopyObjectAsync(string fromPath, string toPath, string toBucket, CancellationToken cancellationToken = default) =>
        CopyToAsync(fromPath, toPath, Named(toBucket), keepPath: true, cancellationToken);

    /// <summary>Moves an object inside the store: copies it, then deletes it here. When the copy fails, it stays.</summary>
    /// <param name="fromPath">Path of the object; the bucket's folder is put before it unless it begins with it.</param>
    /// <param name="toPath">New path; the target bucket's folder is put before it unless it begins with it.</param>
    /// <param name="toBucket">The target bucket, reached with this one's credentials. Default: this one.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>New key of the object.</returns>
    /// <exception cref="ArgumentException">A path is null or empty, or the object would be moved to where it is.</exception>
    /// <exception cref="AwsException">The object is not there, or may not be moved, or the store could not be reached.</exception>
    public Task<string> MoveObjectAsync(
        string fromPath, string toPath, S3Bucket? toBucket = null, CancellationToken cancellationToken = default) =>
        MoveToAsync(fromPath, toPath, toBucket ?? this, keepPath: false, cancellationToken);

    /// <summary>Moves an object inside the store to a bucket by name: copies it, then deletes it here. When the copy fails, it stays.</summary>
    /// <param name="fromPath">Path of the object; the bucket's folder is put before it unless it begins with it.</param>
    /// <param name="toPath">New key, taken as it is.</param>
    /// <param name="toBucket">Name of the target bucket, reached with this one's credentials.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>New key of the object.</returns>
    /// <exception cref="ArgumentException">A path or the name is null or empty, or the object would be moved to where it is.</exception>
    /// <exception cref="AwsException">The object is not there, or may not be moved, or the store could not be reached.</exception>
    public Task<string> MoveObjectAsync(string fromPath, string toPath, string toBucket, CancellationToken cancellationToken = default) =>
        MoveToAsync(fromPath, toPath, Named(toBucket), keepPath: true, cancellationToken);

    private async Task<string> CopyToAsync(
        string fromPath, string toPath, S3Bucket target, bool keepPath, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(fromPath);
        ArgumentException.ThrowIfNullOrEmpty(toPath);
        S3Connection source = Connect();
        string key = keepPath ? toPath : target.ResolvePath(toPath);
        await S3Copier.CopyAsync(source, ResolvePath(fromPath), source with { Bucket = target.BucketName }, key, cancellationToken).ConfigureAwait(false);
        return key;
    }

    private async Task<string> MoveToAsync(
        string fromPath, string toPath, S3Bucket target, bool keepPath, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(fromPath);
        ArgumentException.ThrowIfNullOrEmpty(toPath);
        string from = ResolvePath(fromPath);
        if (target.BucketName == BucketName && from == (keepPath ? toPath : target.ResolvePath(toPath)))
        {
            throw new ArgumentException($"'{from}' cannot be moved to where it is.", nameof(toPath));
        }

        string key = await CopyToAsync(fromPath, toPath, target, keepPath, cancellationToken).ConfigureAwait(false);
        await S3Copier.DeleteAsync(Connect(), from, cancellationToken).ConfigureAwait(false);
        return key;
    }

    private S3Bucket Named(string bucket)
    {
        ArgumentException.ThrowIfNullOrEmpty(bucket);
        return this with { BucketName = bucket };
    }
}
