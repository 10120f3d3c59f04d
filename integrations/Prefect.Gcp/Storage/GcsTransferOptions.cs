using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Gcp;

/// <summary>How objects are moved. Give them to a bucket with <see cref="GcsBucket.WithTransfer"/>.</summary>
public sealed record GcsTransferOptions
{
    private const int Kibibyte = 1024;
    private const int Mebibyte = 1024 * 1024;

    /// <summary>The defaults.</summary>
    public static GcsTransferOptions Default { get; } = new();

    /// <summary>Whether an upload replaces an object that is there; otherwise it fails with <c>conditionNotMet</c>. Default: true.</summary>
    public bool Overwrite { get; init; } = true;

    /// <summary>
    /// Size in bytes of a piece of an upload, a multiple of 256 KiB up to 1 GiB: what is no larger is uploaded with one request, what is
    /// larger in pieces of that size, two of which are in memory. Default: 16 MiB.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is outside of its range, or no multiple of 256 KiB.</exception>
    public int ChunkSize
    {
        get;
        init => field = OptionRange.Check(value, 256 * Kibibyte, 1024 * Mebibyte) % (256 * Kibibyte) == 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The size must be a multiple of 262144 bytes (256 KiB).");
    } = 16 * Mebibyte;

    /// <summary>Size in bytes of the ranges that an object is downloaded in, 64 KiB to 64 MiB. Default: 4 MiB.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The size is outside of its range.</exception>
    public int RangeSize
    {
        get;
        init => field = OptionRange.Check(value, 64 * Kibibyte, 64 * Mebibyte);
    } = 4 * Mebibyte;

    /// <summary>How many ranges of one object are under way at the same time, 1 to 64. Default: 4.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside of its range.</exception>
    public int Parallelism
    {
        get;
        init => field = OptionRange.Check(value, 1, 64);
    } = 4;

    /// <summary>How many objects of a folder are under way at the same time, 1 to 256. Default: 8.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside of its range.</exception>
    public int FolderParallelism
    {
        get;
        init => field = OptionRange.Check(value, 1, 256);
    } = 8;

    /// <summary>
    /// How often a request that fails for the time being, and a piece or range that breaks off without a byte more than before, is tried
    /// again, 0 to 100. Default: 5.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is outside of its range.</exception>
    public int Retries
    {
        get;
        init => field = OptionRange.Check(value, 0, 100);
    } = 5;

    /// <summary>
    /// The most that is waited before the first retry; it doubles with each, up to 32 seconds, and what is waited is a random part of it.
    /// <c>Retry-After</c> of the service goes before. Default: 1 second.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not positive, or longer than an hour.</exception>
    public TimeSpan RetryDelay
    {
        get;
        init => field = Positive(value);
    } = TimeSpan.FromSeconds(1);

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

    /// <summary>
    /// Whether content is compared with the service's checksum, CRC-32C or else MD5, in both directions. Default: true.
    /// </summary>
    public bool VerifyChecksums { get; init; } = true;

    /// <summary>Whether objects whose content encoding is <c>gzip</c> are unpacked when they are downloaded. Default: true.</summary>
    public bool Decompress { get; init; } = true;

    /// <summary>Key of 32 bytes that the service encrypts objects with and does not keep. Without it they cannot be read. Default: the service's own.</summary>
    public SecretBytes? EncryptionKey { get; init; }

    /// <summary>Project that pays, for buckets that who asks pays for. Default: none.</summary>
    public string? UserProject { get; init; }

    /// <summary>What is set on objects that are written.</summary>
    public GcsObjectSettings Objects { get; init; } = GcsObjectSettings.None;

    /// <summary>How services are reached; null for what holds where the request is sent.</summary>
    internal GcpAccess? Access { get; init; }

    private static TimeSpan Positive(TimeSpan value) =>
        value > TimeSpan.Zero && value <= TimeSpan.FromHours(1)
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "The time must be positive, and at most an hour.");
}
