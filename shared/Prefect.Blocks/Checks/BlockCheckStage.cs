namespace Prefect.Blocks;

/// <summary>How far a probe came.</summary>
public enum BlockCheckStage
{
    /// <summary>The block's own data: something is missing or contradicts itself.</summary>
    Configuration,

    /// <summary>Finding the host's address.</summary>
    NameResolution,

    /// <summary>Opening a connection.</summary>
    Connection,

    /// <summary>Agreeing on encryption and trusting the certificate.</summary>
    Encryption,

    /// <summary>Signing in.</summary>
    SignIn,

    /// <summary>Being allowed to use the resource.</summary>
    Permission,

    /// <summary>The resource itself: it is there and answers as it should.</summary>
    Resource,
}
