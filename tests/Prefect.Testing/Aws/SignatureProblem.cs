namespace Prefect.Testing;

/// <summary>Why a signature was refused.</summary>
public enum SignatureProblem
{
    /// <summary>It was not.</summary>
    None,

    /// <summary>There is no signature.</summary>
    Missing,

    /// <summary>A part of it is missing, has a wrong form, or a header that must be signed is not.</summary>
    Incomplete,

    /// <summary>Nobody has this access key.</summary>
    UnknownKey,

    /// <summary>The session token is not the one of the access key.</summary>
    WrongToken,

    /// <summary>It is too old, or from the future.</summary>
    Expired,

    /// <summary>The hash that was signed is not that of the body.</summary>
    WrongPayload,

    /// <summary>Another signature comes out.</summary>
    Mismatch,
}
