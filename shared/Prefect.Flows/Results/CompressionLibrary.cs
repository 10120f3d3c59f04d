namespace Prefect.Flows;

/// <summary>How results are packed. Python's default, lzma, is not among them: .NET has none.</summary>
public enum CompressionLibrary
{
    /// <summary>As <c>.gz</c> files.</summary>
    Gzip,

    /// <summary>As gzip, with a shorter frame.</summary>
    Zlib,
}
