namespace Prefect.Flows;

/// <summary>The kinds of artifacts, as they are stored.</summary>
public static class ArtifactTypes
{
    /// <summary>Text in Markdown; links are this too.</summary>
    public const string Markdown = "markdown";

    /// <summary>Rows and columns; the data is a text that holds JSON.</summary>
    public const string Table = "table";

    /// <summary>How far something has come; the data is a number from 0 to 100.</summary>
    public const string Progress = "progress";

    /// <summary>A picture; the data is its address.</summary>
    public const string Image = "image";
}
