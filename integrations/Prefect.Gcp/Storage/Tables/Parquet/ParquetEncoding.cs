namespace Prefect.Gcp;

/// <summary>The two of the format's encodings that are written.</summary>
internal static class ParquetEncoding
{
    public const int Plain = 0;
    public const int RunLength = 3;
}
