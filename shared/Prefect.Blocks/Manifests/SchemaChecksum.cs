using System.Text.Json;
using Prefect.Schema;

namespace Prefect.Blocks;

/// <summary>
/// Computes the checksum by which programs and servers recognise a schema; it is the same in every language that Prefect has.
/// </summary>
public static class SchemaChecksum
{
    /// <summary>Computes the checksum of a schema's fields.</summary>
    /// <param name="fields">The JSON schema of a block type.</param>
    /// <returns><c>sha256:</c> and 64 hexadecimal digits.</returns>
    /// <exception cref="ArgumentException"><paramref name="fields"/> is no JSON object.</exception>
    public static string Compute(JsonElement fields) =>
        fields.ValueKind == JsonValueKind.Object
            ? Compute(fields.GetRawText())
            : throw new ArgumentException("The fields of a schema are a JSON object.", nameof(fields));

    /// <summary>Computes the checksum of a schema's fields.</summary>
    /// <param name="fields">The JSON schema of a block type.</param>
    /// <returns><c>sha256:</c> and 64 hexadecimal digits.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="fields"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="fields"/> is no JSON object.</exception>
    public static string Compute(string fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return JsonParser.TryParse(fields, out JsonTree tree) && tree.Kind == JsonKind.Object
            ? FieldsChecksum.Compute(tree)
            : throw new ArgumentException("The fields of a schema are a JSON object.", nameof(fields));
    }
}
