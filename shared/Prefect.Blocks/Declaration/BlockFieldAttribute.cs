namespace Prefect.Blocks;

/// <summary>
/// Adds to what the schema derives from a property. Its name in documents is the snake_case form of the property's,
/// or what <see cref="System.Text.Json.Serialization.JsonPropertyNameAttribute"/> says.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BlockFieldAttribute : Attribute
{
    /// <summary>Title shown to people. Default: the name in documents, words capitalised.</summary>
    public string? Title { get; init; }

    /// <summary>Description. Default: the property's summary comment.</summary>
    public string? Description { get; init; }

    /// <summary>Format of the text values, as in JSON schema: <c>file-path</c>, <c>path</c>, <c>uri</c> …</summary>
    public string? Format { get; init; }

    /// <summary>A JSON object merged into the property's schema, such as <c>{"minimum": 1}</c>.</summary>
    public string? Extra { get; init; }

    /// <summary>A JSON object that replaces the schema derived from the property's type.</summary>
    public string? Schema { get; init; }

    /// <summary>A JSON object of definitions that <see cref="Schema"/> refers to.</summary>
    public string? Definitions { get; init; }

    /// <summary>
    /// Paths of the schema's <c>secret_fields</c> for this property, where they cannot be derived from its type.
    /// </summary>
    public string[]? SecretPaths { get; init; }

    /// <summary>
    /// Whether a secret property is an ordinary text in schema and document, because the type is shared with programs
    /// that keep it in plain text. It stays masked in everything this process prints. Default: <see langword="false"/>.
    /// </summary>
    public bool PlainOnWire { get; init; }

    /// <summary>Name that documents are written with, where the schema has another one. They are read by either.</summary>
    public string? WrittenAs { get; init; }

    /// <summary>Names that documents of older programs have it by. They are read, but a value under the present name wins.</summary>
    public string[]? FormerNames { get; init; }
}
