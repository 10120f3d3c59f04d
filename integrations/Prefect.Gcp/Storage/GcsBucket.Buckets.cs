namespace Prefect.Gcp;

/// <content>The bucket itself.</content>
public sealed partial record GcsBucket
{
    /// <summary>Makes the bucket, in the project of the credentials.</summary>
    /// <param name="location">Where it is, such as <c>EU</c> or <c>europe-west1</c>. Default: the service's own, <c>US</c>.</param>
    /// <param name="settings">What is set on it.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="GcpConfigurationException">The name is none that a bucket can have, or nothing says which project.</exception>
    /// <exception cref="GcpException">A bucket of this name is there, whoever has it, or it may not be made, or the service could not be reached.</exception>
    public async Task<GcsBucketInfo> CreateBucketAsync(
        string? location = null, GcsBucketSettings? settings = null, CancellationToken cancellationToken = default)
    {
        GcsConnection connection = Connect();
        string project = await ProjectAsync(cancellationToken).ConfigureAwait(false);
        return await connection.CreateBucketAsync(project, location, settings ?? GcsBucketSettings.None, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Looks at the bucket.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="GcpConfigurationException">The name is none that a bucket can have.</exception>
    /// <exception cref="GcpException">The bucket is not there or may not be seen, or the service could not be reached.</exception>
    public async Task<GcsBucketInfo> GetBucketAsync(CancellationToken cancellationToken = default) =>
        await Connect().FindBucketAsync(cancellationToken).ConfigureAwait(false);

    private async Task<string> ProjectAsync(CancellationToken cancellationToken)
    {
        using IDisposable? scope = _transfer.Access is { } access ? GcpAccess.Use(access) : null;
        return await GcpCredentials.ProjectAsync(project: null, cancellationToken).ConfigureAwait(false);
    }
}
