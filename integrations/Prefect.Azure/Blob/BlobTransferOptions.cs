using Prefect.Http;

namespace Prefect.Azure;

/// <summary>How blobs are moved. Give them to a container with <see cref="AzureBlobStorageContainer.WithTransfer"/>.</summary>
/// <remarks>
/// <see cref="TransferOptions.Retries"/> are those of each request that fails for the time being, and of each range whose download breaks off.
/// </remarks>
public sealed record BlobTransferOptions : TransferOptions
{
    private const long Mebibyte = 1024 * 1024;

    /// <summary>The defaults.</summary>
    public static BlobTransferOptions Default { get; } = new();

    /// <summary>
    /// Whether an upload replaces a blob that is there; otherwise it fails with <c>BlobAlreadyExists</c>. Writing by
    /// <see cref="AzureBlobStorageContainer.WritePathAsync"/> and putting directories always replaces. Default: false.
    /// </summary>
    public bool Overwrite { get; init; }

    /// <summary>
    /// Size in bytes of a block, 64 KiB to 1 GiB: what is no larger is uploaded with one request, what is larger in blocks of that size,
    /// of which as many as are under way are in memory. Uploads of more than 50,000 blocks take larger ones. Default: 8 MiB.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is outside of its range.</exception>
    public long BlockSize
    {
        get;
        init => field = OptionRange.Check(value, 64 * 1024, 1024 * Mebibyte);
    } = 8 * Mebibyte;

    /// <summary>
    /// Size in bytes of the ranges that a blob is downloaded in, 64 KiB to 64 MiB. Ranges above 4 MiB are not checked by the service.
    /// Default: 4 MiB.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is outside of its range.</exception>
    public long RangeSize
    {
        get;
        init => field = OptionRange.Check(value, 64 * 1024, 64 * Mebibyte);
    } = 4 * Mebibyte;

    /// <summary>
    /// The most that is waited before the first retry; it doubles with each, up to 30 seconds, and what is waited is a random part of it.
    /// <c>Retry-After</c> of the service goes before, up to a minute. Default: 0.8 seconds.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not positive, or longer than an hour.</exception>
    public TimeSpan RetryDelay
    {
        get;
        init => field = Positive(value);
    } = TimeSpan.FromSeconds(0.8);

    /// <summary>
    /// How long a request may be without an answer, and a download without a byte; an upload has a second more for each 64 KiB.
    /// At most an hour. Default: 60 seconds.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not positive, or longer than an hour.</exception>
    public TimeSpan Timeout
    {
        get;
        init => field = Positive(value);
    } = TimeSpan.FromSeconds(60);

    /// <summary>How data is checked on its way. Default: by CRC-64.</summary>
    public BlobContentCheck ContentCheck { get; init; } = BlobContentCheck.Crc64;

    /// <summary>What is set on blobs that are written.</summary>
    public BlobSettings Blobs { get; init; } = BlobSettings.None;

    internal TimeSpan LongestPause { get; init; } = RetryAfterLimit.Default;

    private static TimeSpan Positive(TimeSpan value) =>
        value > TimeSpan.Zero && value <= TimeSpan.FromHours(1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The time must be positive, and at most an hour.");
}
