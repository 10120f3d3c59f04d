namespace Prefect.Cli;

/// <summary>What a field of a block takes.</summary>
internal enum FieldKind
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>A whole number.</summary>
    WholeNumber,

    /// <summary>A number.</summary>
    Number,

    /// <summary>Yes or no.</summary>
    Boolean,

    /// <summary>One of a few texts.</summary>
    Choice,

    /// <summary>Texts in a row.</summary>
    TextList,

    /// <summary>Fields of its own.</summary>
    Model,

    /// <summary>Another block.</summary>
    Block,

    /// <summary>Any JSON.</summary>
    Json,
}
