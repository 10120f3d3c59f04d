namespace Prefect.Client;

/// <summary>Names what the text of a setting has to look like.</summary>
public enum SettingType
{
    /// <summary>Any text.</summary>
    Text,

    /// <summary>A path; a leading <c>~</c> is the user's folder, and <c>$PREFECT_HOME</c> is replaced.</summary>
    Path,

    /// <summary>An absolute http or https address.</summary>
    Url,

    /// <summary>A switch: true, false, 1, 0, yes, no, on, off, y, n, t or f, in any case.</summary>
    Boolean,

    /// <summary>A whole number.</summary>
    WholeNumber,

    /// <summary>A number with or without a fraction.</summary>
    Number,

    /// <summary>A duration: seconds, or an ISO 8601 duration such as <c>PT1H</c>.</summary>
    Duration,

    /// <summary>One of a fixed set of words, in any case.</summary>
    Choice,

    /// <summary>Texts separated by commas, or a JSON array of texts.</summary>
    TextList,

    /// <summary>Numbers separated by commas, or a JSON array of numbers.</summary>
    NumberList,

    /// <summary>A JSON object whose values are texts.</summary>
    Map,
}
