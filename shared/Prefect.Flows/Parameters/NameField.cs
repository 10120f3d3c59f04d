using System.Text;

namespace Prefect.Flows;

/// <summary>A field of a template: where its value is, and how it is written.</summary>
internal sealed class NameField
{
    private readonly string _template;
    private readonly NameStep[] _path;
    private readonly char _conversion;
    private readonly string _format;
    private readonly NameTemplate? _nested;

    public NameField(string template, NameStep[] path, char conversion, string format)
    {
        (_template, _path, _conversion, _format) = (template, path, conversion, format);
        _nested = format.Contains('{', StringComparison.Ordinal) || format.Contains('}', StringComparison.Ordinal)
            ? NameTemplate.ParseFormat(template, format)
            : null;
    }

    /// <summary>The names that the field, and fields in its format, begin with.</summary>
    public IEnumerable<string> Names => (_nested?.Names ?? []).Prepend(_path[0].Name);

    public void Render(StringBuilder text, TemplateLookup roots)
    {
        string format = _nested?.Render(roots) ?? _format;
        if (!roots(_path[0].Name, out object? value))
        {
            throw TemplateErrors.In(_template, $"names '{_path[0].Name}', which is not there");
        }

        for (int index = 1; index < _path.Length; index++)
        {
            value = TemplateMembers.TryGet(value, _path[index], out object? inner)
                ? inner
                : throw TemplateErrors.In(_template, $"names {(_path[index].IsKey ? "the key" : "the member")} '{_path[index].Name}', which {Owner(index)} has not");
        }

        try
        {
            object? shown = _conversion switch
            {
                '\0' => value,
                's' => TemplateText.Of(value),
                var conversion => TemplateText.Literal(value, isAscii: conversion == 'a'),
            };
            text.Append(format.Length == 0 ? TemplateText.Of(shown) : TemplateFormat.Apply(shown, format));
        }
        catch (FormatException exception)
        {
            throw TemplateErrors.In(_template, $"formats '{_path[0].Name}' as '{format}', which its value has not: {exception.Message.TrimEnd('.')}", exception);
        }
    }

    private string Owner(int index) =>
        "'" + string.Concat(_path.Take(index).Select((step, at) => step.IsKey ? $"[{step.Name}]" : at == 0 ? step.Name : "." + step.Name)) + "'";
}
