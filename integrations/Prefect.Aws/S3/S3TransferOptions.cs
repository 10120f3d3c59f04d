using Prefect.Http;

namespace Prefect.Aws;

/// <summary>How objects are moved. Give them to a bucket with <see cref="S3Bucket.WithTransfer"/>.</summary>
/// <remarks>
/// <see cref="TransferOptions.Retries"/> are those of a download: each part of 8 MiB that arrives gives all of them back. Single requests are
/// retried besides, as <c>retries</c> of the client's configuration says.
/// </remarks>
public sealed record S3TransferOptions : TransferOptions
{
    private const long Mebibyte = 1024 * 1024;

    /// <summary>The defaults.</summary>
    public static S3TransferOptions Default { get; } = new();

    /// <summary>
    /// Size of a part of a large upload in bytes, 5 MiB to 1 GiB. Parts of an upload of more than 10,000 times that are larger.
    /// Default: 8 MiB.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is outside of its range.</exception>
    public long PartSize
    {
        get;
        init => field = OptionRange.Check(value, 5 * Mebibyte, 1024 * Mebibyte);
    } = 8 * Mebibyte;

    /// <summary>Size in bytes above which a file is uploaded in parts, at most 5 GiB. Default: 16 MiB.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is outside of its range.</exception>
    public long MultipartThreshold
    {
        get;
        init => field = OptionRange.Check(value, 1, 5 * 1024 * Mebibyte);
    } = 16 * Mebibyte;

    /// <summary>Size in bytes above which an object is copied in parts, at most 5 GiB, which is the most that one request copies. Default: 5 GiB.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is outside of its range.</exception>
    public long MultipartCopyThreshold
    {
        get;
        init => field = OptionRange.Check(value, 1, 5 * 1024 * Mebibyte);
    } = 5 * 1024 * Mebibyte;

    /// <summary>How long a download may give no byte before it counts as broken off. Default: 60 seconds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not positive.</exception>
    public TimeSpan StallTimeout
    {
        get;
        init => field = value > TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "The time must be positive.");
    } = TimeSpan.FromSeconds(60);

    /// <summary>What is set on objects that are written.</summary>
    public S3ObjectSettings Objects { get; init; } = S3ObjectSettings.None;
}
