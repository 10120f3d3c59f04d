using System.Text.Json;

namespace Prefect.Blocks;

/// <summary>Names a document by its id or by <c>slug/name</c>.</summary>
public sealed record BlockReference
{
    private BlockReference(Guid? id, string? path)
    {
        Id = id;
        Path = path;
    }

    /// <summary>Id of the document; null when it is named by <see cref="Path"/>.</summary>
    public Guid? Id { get; }

    /// <summary>Slug of the type, a slash and the name; null when it is named by <see cref="Id"/>.</summary>
    public string? Path { get; }

    /// <summary>Names a document by its id.</summary>
    /// <param name="id">Id of the document.</param>
    public static implicit operator BlockReference(Guid id) => FromGuid(id);

    /// <summary>Names a document by its id.</summary>
    /// <param name="id">Id of the document.</param>
    public static BlockReference FromGuid(Guid id) => new(id, null);

    /// <summary>Names a document by slug and name.</summary>
    /// <param name="path">Slug of the type, a slash and the name.</param>
    /// <exception cref="ArgumentException">There is no slash.</exception>
    public static BlockReference FromPath(string path)
    {
        BlockNames.Split(path);
        return new(null, path);
    }

    /// <summary>
    /// Reads a reference: an id, or a JSON object with <c>block_document_id</c> or <c>block_document_slug</c>, which may stand in
    /// a <c>$ref</c>.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is none of these.</exception>
    public static BlockReference Parse(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        if (Guid.TryParse(text, out Guid id))
        {
            return FromGuid(id);
        }

        try
        {
            using JsonDocument json = JsonDocument.Parse(text);
            JsonElement root = json.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("$ref", out JsonElement inner))
            {
                root = inner;
            }

            if (Member(root, "block_document_id") is { } idText && Guid.TryParse(idText, out id))
            {
                return FromGuid(id);
            }

            if (Member(root, "block_document_slug") is { } path)
            {
                return FromPath(path);
            }
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            throw Invalid(text, exception);
        }

        throw Invalid(text, null);
    }

    private static string? Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    private static FormatException Invalid(string text, Exception? inner) => new(
        $"'{BlockNames.Shorten(text)}' is no reference to a block: give its id, or a JSON object with block_document_id or block_document_slug.",
        inner);
}
