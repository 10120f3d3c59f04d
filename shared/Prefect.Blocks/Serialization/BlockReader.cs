using System.Collections.ObjectModel;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Prefect.Blocks;

/// <summary>Reads the fields of one block or model; generated constructors call it, field by field.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class BlockReader
{
    private readonly BlockDocument? _document;
    private string[] _names = [];
    private int _found;

    internal BlockReader(JsonElement element, BlockReadSession session, BlockDocument? document = null)
    {
        Element = element;
        Session = session;
        _document = document;
    }

    internal JsonElement Element { get; }

    internal BlockReadSession Session { get; }

    /// <summary>Whether at least one declared field is in the document.</summary>
    internal bool HasAnyField => _found > 0;

    /// <summary>Names the declared fields; called before any is read.</summary>
    /// <param name="names">Their names in documents, former ones too.</param>
    public void Declare(string[] names) => _names = names;

    /// <summary>Reads a field.</summary>
    /// <param name="field">The field.</param>
    /// <param name="value">Its value.</param>
    /// <returns>Whether there is one; the property keeps its initial value when not.</returns>
    /// <typeparam name="T">Type of the property.</typeparam>
    public bool TryRead<T>(BlockField<T> field, [MaybeNullWhen(false)] out T value)
    {
        ArgumentNullException.ThrowIfNull(field);
        value = default;
        bool found = field.TryFind(Element, out JsonElement element);
        if (!found && !field.Required)
        {
            return false;
        }

        Session.Enter(field.Name);
        bool read = found ? TryRead(field, element, out value) : Missing();
        Session.Leave();
        return read;
    }

    /// <summary>What the document holds besides the declared fields.</summary>
    internal IReadOnlyDictionary<string, JsonElement> Remaining()
    {
        if (!HasUnknown())
        {
            return ReadOnlyDictionary<string, JsonElement>.Empty;
        }

        Dictionary<string, JsonElement> remaining = new(StringComparer.Ordinal);
        foreach (JsonProperty member in Element.EnumerateObject())
        {
            if (!IsMetadata(member) && Array.IndexOf(_names, member.Name) < 0)
            {
                remaining[member.Name] = member.Value.Clone();
            }
        }

        return remaining;
    }

    /// <summary>Whether the document holds anything besides the declared fields.</summary>
    internal bool HasUnknown()
    {
        if (Element.GetPropertyCount() == _found)
        {
            return false;
        }

        foreach (JsonProperty member in Element.EnumerateObject())
        {
            if (!IsMetadata(member) && Array.IndexOf(_names, member.Name) < 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsMetadata(JsonProperty member) =>
        member.NameEquals("block_type_slug"u8) || member.NameEquals("_block_document_id"u8)
        || member.NameEquals("_block_document_name"u8) || member.NameEquals("_is_anonymous"u8);

    private bool TryRead<T>(BlockField<T> field, JsonElement element, [MaybeNullWhen(false)] out T value)
    {
        _found++;
        if (element.ValueKind == JsonValueKind.Null && !field.Codec.AcceptsNull)
        {
            Session.Report("a value", "null");
            value = default;
            return false;
        }

        BlockDocument? reference = null;
        _document?.References.TryGetValue(field.Name, out reference);
        Session.Expect(reference);
        bool read = field.Codec.TryRead(element, Session, out value);
        Session.Expect(null);
        return read;
    }

    private bool Missing()
    {
        Session.Report("there", "missing");
        return false;
    }
}
