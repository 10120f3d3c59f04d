namespace Prefect.Client.Toml;

/// <summary>How a table came to be, which decides who may still add to it.</summary>
internal enum TomlTableOrigin
{
    /// <summary>Named only as part of a longer header: one header or dotted key may still define it.</summary>
    Implied,

    /// <summary>Has its own header, or is the root.</summary>
    Header,

    /// <summary>Made by a dotted key.</summary>
    DottedKey,

    /// <summary>Written between braces: closed.</summary>
    Inline,
}
