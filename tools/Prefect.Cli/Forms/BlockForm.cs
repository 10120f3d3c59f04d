using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Cli;

/// <summary>Asks for the data of a block, field by field.</summary>
internal sealed class BlockForm(Prompter prompter, IBlockStore store, BlockTypeManifest type)
{
    private readonly FormSchema _schema = new(type.Schema.Fields);
    private List<BlockDocumentSummary>? _existing;

    /// <summary>Asks for all fields.</summary>
    /// <exception cref="CommandFailedException">The input ended before the form did.</exception>
    public Task<JsonObject> AskAsync(CancellationToken cancellationToken)
    {
        prompter.Say($"{type.Name}. An empty line leaves a field at its default.");
        return AskAllAsync(type.Schema.Fields, isNested: false, cancellationToken);
    }

    private async Task<JsonObject> AskAllAsync(JsonElement schema, bool isNested, CancellationToken cancellationToken)
    {
        JsonObject data = [];
        foreach (FormField field in _schema.Fields(schema))
        {
            prompter.Say($"{field.Name} ({field.Expected}{Requirement(field)})");
            if (field.Description is { } description)
            {
                prompter.Say("  " + description.ReplaceLineEndings("\n  "));
            }

            JsonNode? value = field.Kind switch
            {
                FieldKind.Block => await AskBlockAsync(field, isNested, cancellationToken),
                FieldKind.Model => await AskModelAsync(field, cancellationToken),
                _ => await AskValueAsync(field, cancellationToken),
            };
            if (value is not null)
            {
                data[field.Name] = value;
            }
        }

        return data;
    }

    private static string Requirement(FormField field) => field switch
    {
        { IsRequired: true } => ", required",
        { IsSecret: false, Default.ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.Object) } =>
            ", default " + field.Default.GetRawText(),
        _ => "",
    };

    private async Task<JsonNode?> AskValueAsync(FormField field, CancellationToken cancellationToken)
    {
        while (true)
        {
            string typed = await AskLineAsync("> ", field.IsSecret, cancellationToken);
            if (field.Kind != FieldKind.Text)
            {
                typed = typed.Trim();
            }

            if (typed.Length == 0)
            {
                if (!field.IsRequired)
                {
                    return null;
                }

                prompter.Say("  This field needs a value.");
            }
            else if (FieldText.TryRead(field, typed, out JsonNode? value))
            {
                if (field.IsSecret)
                {
                    SecretMasker.Add(value);
                }

                return value;
            }
            else
            {
                prompter.Say($"  That is not what the field takes: {field.Expected}.");
            }
        }
    }

    private async Task<JsonNode?> AskModelAsync(FormField field, CancellationToken cancellationToken) =>
        field.IsRequired || await prompter.ConfirmAsync("  Fill it in?", cancellationToken)
            ? await AskAllAsync(field.Parts[0].Schema, isNested: true, cancellationToken)
            : null;

    private async Task<JsonNode?> AskBlockAsync(FormField field, bool isNested, CancellationToken cancellationToken)
    {
        List<BlockDocumentSummary> existing = isNested ? [] : await ExistingAsync(field, cancellationToken);
        int number = 0;
        foreach (BlockDocumentSummary block in existing)
        {
            prompter.Say($"  {++number}  {block.BlockTypeSlug}/{block.Name}");
        }

        foreach (FormPart part in field.Parts)
        {
            prompter.Say($"  {++number}  fill in a new {part.Slug}, kept inside this block");
        }

        int chosen = await ChooseAsync(number, field.IsRequired, cancellationToken);
        if (chosen == 0)
        {
            return null;
        }

        if (chosen <= existing.Count)
        {
            return new JsonObject { ["$ref"] = new JsonObject { ["block_document_id"] = existing[chosen - 1].Id.ToString() } };
        }

        FormPart filled = field.Parts[chosen - existing.Count - 1];
        JsonObject data = await AskAllAsync(filled.Schema, isNested: true, cancellationToken);
        data["block_type_slug"] = filled.Slug;
        return data;
    }

    private async Task<int> ChooseAsync(int count, bool isRequired, CancellationToken cancellationToken)
    {
        while (true)
        {
            string typed = (await AskLineAsync($"Number, 1 to {count}> ", isHidden: false, cancellationToken)).Trim();
            if (typed.Length == 0 && !isRequired)
            {
                return 0;
            }

            if (int.TryParse(typed, out int chosen) && chosen >= 1 && chosen <= count)
            {
                return chosen;
            }

            prompter.Say($"  Type a number from 1 to {count}.");
        }
    }

    private async Task<List<BlockDocumentSummary>> ExistingAsync(FormField field, CancellationToken cancellationToken)
    {
        if (_existing is null)
        {
            _existing = [];
            await foreach (BlockDocumentSummary block in store.ListAsync(cancellationToken))
            {
                _existing.Add(block);
            }
        }

        return _existing.FindAll(block => field.Parts.Any(part => part.Slug == block.BlockTypeSlug));
    }

    private async Task<string> AskLineAsync(string question, bool isHidden, CancellationToken cancellationToken)
    {
        string? typed = isHidden
            ? await prompter.AskHiddenAsync(question, cancellationToken)
            : await prompter.AskAsync(question, cancellationToken);
        return typed ?? throw new CommandFailedException("The input ended before the form was filled in. Nothing was saved.");
    }
}
