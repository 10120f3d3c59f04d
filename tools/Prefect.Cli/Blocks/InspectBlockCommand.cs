using System.Text.Json;
using Prefect.Blocks;

namespace Prefect.Cli;

/// <summary><c>block inspect</c>: shows a block, secrets masked.</summary>
internal sealed class InspectBlockCommand : CliCommand
{
    private readonly BlockTarget _target = new();

    public InspectBlockCommand(CliHost host)
        : base("inspect", "Show a block, secrets masked.", host)
    {
        _target.AddTo(this);
        AddOutput();
    }

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        BlockDocument document = await _target.FindAsync(invocation, cancellationToken);
        using JsonDocument data = PlainSecrets.Mask(document.Data);
        if (invocation.IsJson)
        {
            invocation.Screen.Json(json => Write(json, document, data.RootElement));
            return ExitCodes.Done;
        }

        TextTable table = TextTable.OfPairs(BlockTarget.NameOf(document))
            .Row("Block Type", document.BlockTypeName)
            .Row("Block id", document.Id.ToString());
        foreach (JsonProperty field in data.RootElement.EnumerateObject())
        {
            table.Row(field.Name, document.References.TryGetValue(field.Name, out BlockDocument? other)
                ? BlockTarget.NameOf(other)
                : Value(field.Value));
        }

        invocation.Screen.Table(table);
        return ExitCodes.Done;
    }

    private static string Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "",
        JsonValueKind.Object or JsonValueKind.Array => JsonOutline.Of(value),
        _ => value.GetRawText(),
    };

    private static void Write(Utf8JsonWriter json, BlockDocument document, JsonElement data)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, document.Id);
        json.WriteString("name"u8, document.Name);
        json.WriteString("block_type_slug"u8, document.BlockTypeSlug);
        json.WriteString("block_type_name"u8, document.BlockTypeName);
        json.WriteString("block_type_id"u8, document.BlockTypeId);
        json.WriteString("block_schema_id"u8, document.BlockSchemaId);
        json.WriteBoolean("is_anonymous"u8, document.IsAnonymous);
        json.WriteString("created"u8, document.Created);
        json.WriteString("updated"u8, document.Updated);
        json.WritePropertyName("data"u8);
        data.WriteTo(json);
        json.WriteStartObject("block_document_references"u8);
        foreach ((string field, BlockDocument other) in document.References)
        {
            json.WriteStartObject(field);
            json.WriteString("id"u8, other.Id);
            json.WriteString("name"u8, other.Name);
            json.WriteString("block_type_slug"u8, other.BlockTypeSlug);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
