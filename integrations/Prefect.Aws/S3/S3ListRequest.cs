namespace Prefect.Aws;

/// <summary>What is listed.</summary>
internal sealed record S3ListRequest(
    string Prefix, string Delimiter = "", int? PageSize = null, int? MaxItems = null, S3ObjectFilter? Filter = null)
{
    /// <exception cref="ArgumentException">A number is not positive, or the query is none.</exception>
    public static S3ListRequest Create(string prefix, string delimiter, int? pageSize, int? maxItems, string? jmespathQuery)
    {
        ArgumentNullException.ThrowIfNull(delimiter);
        if (pageSize is not null)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pageSize.Value, nameof(pageSize));
        }

        if (maxItems is not null)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(maxItems.Value, nameof(maxItems));
        }

        return new S3ListRequest(
            prefix, delimiter, pageSize, maxItems, string.IsNullOrEmpty(jmespathQuery) ? null : new S3ObjectFilter(jmespathQuery));
    }
}
