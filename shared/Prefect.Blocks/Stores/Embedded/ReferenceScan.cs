using System.Text.Json;
using System.Text.Unicode;

namespace Prefect.Blocks;

/// <summary>Finds the top-level fields of a document that refer to another document.</summary>
internal static class ReferenceScan
{
    /// <summary>Gives the references by field.</summary>
    /// <exception cref="ArgumentException">The data is no JSON object, or a reference holds no id.</exception>
    public static IReadOnlyList<(string Field, Guid Target)> Find(ReadOnlySpan<byte> data)
    {
        List<(string, Guid)>? found = null;
        try
        {
            Utf8JsonReader reader = new(data);
            if (!Utf8.IsValid(data) || HalfPairs.AreIn(data))
            {
                throw new ArgumentException("The data of a block document is not in UTF-8.", nameof(data));
            }

            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                throw new ArgumentException("The data of a block document must be a JSON object.", nameof(data));
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                Utf8JsonReader name = reader;
                reader.Read();
                if (reader.TokenType == JsonTokenType.StartObject && IsReference(reader))
                {
                    Add(found ??= [], name.GetString()!, Target(reader, name));
                }

                reader.Skip();
            }

            if (reader.Read())
            {
                throw new JsonException();
            }
        }
        catch (JsonException)
        {
#pragma warning disable MA0054 // The parser's own text quotes the data, which is secret.
            throw new ArgumentException("The data of a block document is no valid JSON.", nameof(data));
#pragma warning restore MA0054
        }

        return found ?? (IReadOnlyList<(string, Guid)>)[];
    }

    /// <summary>Whether an object begins with <c>{"$ref":{"block_document_id":</c>; any other is plain data.</summary>
    private static bool IsReference(Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("$ref"u8)
        && reader.Read() && reader.TokenType == JsonTokenType.StartObject
        && reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("block_document_id"u8);

    private static Guid Target(Utf8JsonReader reader, Utf8JsonReader name)
    {
        reader.Read();
        reader.Read();
        reader.Read();
        reader.Read();
        return reader.TokenType == JsonTokenType.String && reader.TryGetGuid(out Guid target)
            ? target
            : throw new ArgumentException(
                $"The reference in '{BlockNames.Shorten(name.GetString()!)}' holds no id of a block document.", nameof(name));
    }

    private static void Add(List<(string Field, Guid Target)> found, string field, Guid target)
    {
        // Of a field that stands there twice the last one counts, as everywhere in JSON.
        found.RemoveAll(reference => reference.Field == field);
        found.Add((field, target));
    }
}
