using System.Globalization;
using Prefect.Blocks;

namespace Prefect.Gcp;

/// <summary>A query was not run, because it would read more than it may.</summary>
public sealed class BigQueryCostException : BlockException
{
    internal BigQueryCostException(long totalBytesProcessed, long maximumBytes)
        : base(string.Create(
            CultureInfo.InvariantCulture,
            $"The query was not run: it would read {totalBytesProcessed} bytes, and may read {maximumBytes}. Have it read less, or raise the limit."))
    {
        TotalBytesProcessed = totalBytesProcessed;
        MaximumBytes = maximumBytes;
    }

    /// <summary>Bytes that the query would read.</summary>
    public long TotalBytesProcessed { get; }

    /// <summary>Bytes that it may read.</summary>
    public long MaximumBytes { get; }
}
