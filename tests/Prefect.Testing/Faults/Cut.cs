namespace Prefect.Testing;

/// <summary>How an answer ends too early.</summary>
internal enum Cut
{
    /// <summary>The connection is reset.</summary>
    Reset,

    /// <summary>Nothing more comes.</summary>
    Stall,

    /// <summary>The connection is closed in good order.</summary>
    Close,
}
