namespace Prefect.Git;

/// <summary>Why git did not do what it was asked to.</summary>
internal enum GitFailureKind
{
    /// <summary>None of the others.</summary>
    Other,

    /// <summary>There is no git on this machine.</summary>
    Missing,

    /// <summary>The server wants somebody to sign in, or did not accept who did.</summary>
    SignIn,

    /// <summary>Who signed in may not read the repository.</summary>
    Permission,

    /// <summary>There is no such repository, or it is hidden from who asks.</summary>
    Repository,

    /// <summary>There is no such branch or tag.</summary>
    Reference,

    /// <summary>There is no such folder in the repository.</summary>
    Folder,

    /// <summary>The name of the server is unknown.</summary>
    NameResolution,

    /// <summary>The server cannot be reached, broke off, or is out of order.</summary>
    Connection,

    /// <summary>The server's certificate is not trusted.</summary>
    Encryption,

    /// <summary>It took too long.</summary>
    Timeout,

    /// <summary>The files cannot be written on this machine.</summary>
    Local,
}
