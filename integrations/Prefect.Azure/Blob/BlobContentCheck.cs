namespace Prefect.Azure;

/// <summary>How data is checked on its way, besides what the connection itself does.</summary>
public enum BlobContentCheck
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>By CRC-64, which costs next to nothing.</summary>
    Crc64,

    /// <summary>By MD5, for stores that know no CRC-64; it costs more than everything else of a transfer.</summary>
    Md5,
}
