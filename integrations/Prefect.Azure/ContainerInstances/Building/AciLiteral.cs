namespace Prefect.Azure;

/// <summary>Texts in templates. Resource Manager takes one in brackets for an expression, and evaluates it.</summary>
internal static class AciLiteral
{
    /// <summary>Writes a text so that it stays what it is.</summary>
    public static string Of(string text) => text.StartsWith('[') && text.EndsWith(']') ? "[" + text : text;

    /// <summary>Whether a text is a blank of a work pool's template, such as <c>{{ image }}</c>, that nobody has filled in.</summary>
    public static bool IsBlank(string text) =>
        text.StartsWith("{{", StringComparison.Ordinal) && text.EndsWith("}}", StringComparison.Ordinal);
}
