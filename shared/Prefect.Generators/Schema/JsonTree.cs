using System;
using System.Collections.Generic;
using System.Linq;

namespace Prefect.Schema;

/// <summary>
/// An immutable JSON value that keeps the order of members and the text of numbers. The compiler part, which may bring no
/// JSON library, and the run time compute checksums from the same code through it.
/// </summary>
internal sealed class JsonTree : IEquatable<JsonTree>
{
    private static readonly JsonTree[] s_noItems = [];
    private static readonly KeyValuePair<string, JsonTree>[] s_noMembers = [];

    private JsonTree(JsonKind kind, string text = "", JsonTree[]? items = null, KeyValuePair<string, JsonTree>[]? members = null)
    {
        Kind = kind;
        Text = text;
        Items = items ?? s_noItems;
        Members = members ?? s_noMembers;
    }

    public static JsonTree Null { get; } = new(JsonKind.Null);

    public static JsonTree True { get; } = new(JsonKind.True);

    public static JsonTree False { get; } = new(JsonKind.False);

    public static JsonTree Empty { get; } = new(JsonKind.Object);

    public JsonKind Kind { get; }

    /// <summary>The characters of a text, or a number as it was written.</summary>
    public string Text { get; }

    public IReadOnlyList<JsonTree> Items { get; }

    public IReadOnlyList<KeyValuePair<string, JsonTree>> Members { get; }

    /// <summary>The member of a name, or null.</summary>
    public JsonTree? this[string name]
    {
        get
        {
            foreach (KeyValuePair<string, JsonTree> member in Members)
            {
                if (string.Equals(member.Key, name, StringComparison.Ordinal))
                {
                    return member.Value;
                }
            }

            return null;
        }
    }

    public static JsonTree Of(string text) => new(JsonKind.Text, text);

    public static JsonTree Of(bool value) => value ? True : False;

    public static JsonTree Number(string text) => new(JsonKind.Number, text);

    public static JsonTree List(IEnumerable<JsonTree> items) => new(JsonKind.List, items: items.ToArray());

    public static JsonTree List(params string[] texts) => List(texts.Select(Of));

    /// <summary>An object; of members with one name the last counts, at the place of the first.</summary>
    public static JsonTree Object(IEnumerable<KeyValuePair<string, JsonTree>> members)
    {
        List<KeyValuePair<string, JsonTree>> kept = [];
        Dictionary<string, int> places = new(StringComparer.Ordinal);
        foreach (KeyValuePair<string, JsonTree> member in members)
        {
            if (places.TryGetValue(member.Key, out int place))
            {
                kept[place] = member;
            }
            else
            {
                places.Add(member.Key, kept.Count);
                kept.Add(member);
            }
        }

        return kept.Count == 0 ? Empty : new JsonTree(JsonKind.Object, members: kept.ToArray());
    }

    public static JsonTree Object(params (string Name, JsonTree Value)[] members) =>
        Object(members.Select(member => new KeyValuePair<string, JsonTree>(member.Name, member.Value)));

    public JsonTree With(string name, JsonTree value) =>
        Object(Members.Concat([new KeyValuePair<string, JsonTree>(name, value)]));

    public JsonTree Without(string name) =>
        Object(Members.Where(member => !string.Equals(member.Key, name, StringComparison.Ordinal)));

    /// <summary>Adds the members of another object; its values win.</summary>
    public JsonTree Merge(JsonTree other) => Object(Members.Concat(other.Members));

    /// <summary>Removes the members of a name from this object and the objects in it, but not from those inside lists.</summary>
    public JsonTree WithoutNested(string name) =>
        Kind != JsonKind.Object
            ? this
            : Object(Members
                .Where(member => !string.Equals(member.Key, name, StringComparison.Ordinal))
                .Select(member => new KeyValuePair<string, JsonTree>(member.Key, member.Value.WithoutNested(name))));

    /// <summary>Tells whether two values are the same JSON; the order of members does not count.</summary>
    public bool Equals(JsonTree? other) =>
        other is not null && (ReferenceEquals(this, other) || (Kind == other.Kind
            && string.Equals(Text, other.Text, StringComparison.Ordinal)
            && Items.SequenceEqual(other.Items)
            && Members.Count == other.Members.Count
            && Members.All(member => member.Value.Equals(other[member.Key]))));

    public override bool Equals(object? obj) => Equals(obj as JsonTree);

    public override int GetHashCode() =>
        ((int)Kind * 397) ^ StringComparer.Ordinal.GetHashCode(Text) ^ (Items.Count * 31) ^ Members.Count;

    /// <summary>Gives the JSON, members in their order, in ASCII characters.</summary>
    public override string ToString() => JsonText.Write(this);
}
