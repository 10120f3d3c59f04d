using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Prefect.Blocks;

/// <summary>Reads the fields of one block or model; generated constructors call it, field by field.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class BlockReader
{
    private static readonly string[] s_metadata =
        ["block_type_slug", "_block_document_id", "_block_document_name", "_is_anonymous"];

    private readonly BlockDocument? _document;
    private readonly List<string> _known = [];

    internal BlockReader(JsonElement element, BlockReadSession session, BlockDocument? document = null)
    {
        Element = element;
        Session = session;
        _document = document;
    }

    internal JsonElement Element { get; }

    internal BlockReadSession Session { get; }

    /// <summary>Reads a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">Its value.</param>
    /// <returns>Whether there is one; the property keeps its initial value when not.</returns>
    /// <typeparam name="T">Type of the property.</typeparam>
    public bool TryRead<T>(BlockField<T> field, [MaybeNullWhen(false)] out T value)
    {
        _known.Add(field.Name);
        Session.Enter(field.Name);
        try
        {
            BlockDocument? reference = null;
            _document?.References.TryGetValue(field.Name, out reference);
            if (!Element.TryGetProperty(field.Name, out JsonElement element))
            {
                value = default;
                if (field.Required)
                {
                    Session.Report("there", "missing");
                }

                return false;
            }

            if (element.ValueKind == JsonValueKind.Null && !field.Codec.AcceptsNull)
            {
                Session.Report("a value", "null");
                value = default;
                return false;
            }

            Session.Expect(reference);
            return field.Codec.TryRead(element, Session, out value);
        }
        finally
        {
            Session.Expect(null);
            Session.Leave();
        }
    }

    /// <summary>What the document holds besides the fields that were read.</summary>
    internal IReadOnlyDictionary<string, JsonElement> Remaining()
    {
        Dictionary<string, JsonElement>? remaining = null;
        foreach (JsonProperty member in Element.EnumerateObject())
        {
            if (!_known.Contains(member.Name) && !s_metadata.Contains(member.Name))
            {
                (remaining ??= new(StringComparer.Ordinal))[member.Name] = member.Value.Clone();
            }
        }

        return remaining ?? (IReadOnlyDictionary<string, JsonElement>)System.Collections.ObjectModel.ReadOnlyDictionary<string, JsonElement>.Empty;
    }

    /// <summary>Whether at least one field that was read is in the document.</summary>
    internal bool HasAnyField() => _known.Exists(name => Element.TryGetProperty(name, out _));
}
