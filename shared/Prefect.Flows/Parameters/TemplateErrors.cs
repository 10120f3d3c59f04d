namespace Prefect.Flows;

/// <summary>Says what is wrong with a template.</summary>
internal static class TemplateErrors
{
    public static ArgumentException In(string template, string what, Exception? inner = null) => new($"The template '{template}' {what}.", nameof(template), inner);
}
