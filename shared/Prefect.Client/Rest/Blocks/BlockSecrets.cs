namespace Prefect.Client;

/// <summary>Names what a server is to do about the secrets of a saved block.</summary>
public enum BlockSecrets
{
    /// <summary>Give eight asterisks in their place.</summary>
    Masked,

    /// <summary>Give them.</summary>
    Revealed,
}
