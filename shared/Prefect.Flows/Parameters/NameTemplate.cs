using System.Collections.Concurrent;
using System.Text;

namespace Prefect.Flows;

/// <summary>A template, taken apart once.</summary>
internal sealed class NameTemplate
{
    private const int MostKept = 1_000;
    private static readonly ConcurrentDictionary<string, NameTemplate> s_parsed = new(StringComparer.Ordinal);

    private readonly IReadOnlyList<NamePart> _parts;

    private NameTemplate(IReadOnlyList<NamePart> parts) => _parts = parts;

    /// <summary>The names that the template begins its fields with.</summary>
    public IEnumerable<string> Names => _parts.SelectMany(part => part.Field?.Names ?? []).Distinct(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">The template is malformed.</exception>
    public static NameTemplate Parse(string template)
    {
        ArgumentException.ThrowIfNullOrEmpty(template);
        if (s_parsed.TryGetValue(template, out NameTemplate? known))
        {
            return known;
        }

        NameTemplate parsed = new(new NameTemplateReader(template).Read(isNested: false));
        if (s_parsed.Count < MostKept)
        {
            s_parsed.TryAdd(template, parsed);
        }

        return parsed;
    }

    /// <summary>Takes the format of a field apart, which may hold fields itself.</summary>
    public static NameTemplate ParseFormat(string template, string format) => new(new NameTemplateReader(format, template).Read(isNested: true));

    public string Render(TemplateLookup roots)
    {
        if (_parts.Count == 1 && _parts[0].Text is { } only)
        {
            return only;
        }

        StringBuilder text = new();
        foreach (NamePart part in _parts)
        {
            if (part.Field is { } field)
            {
                field.Render(text, roots);
            }
            else
            {
                text.Append(part.Text);
            }
        }

        return text.ToString();
    }
}
