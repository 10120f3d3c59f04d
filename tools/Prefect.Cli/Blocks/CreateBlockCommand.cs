using System.Buffers;
using System.CommandLine;
using System.Text.Json;
using Prefect.Blocks;

namespace Prefect.Cli;

/// <summary><c>block create</c>: asks for a block's data in a form, or takes it from a file, and saves it.</summary>
internal sealed class CreateBlockCommand : CliCommand
{
    private readonly Argument<string> _slug = new("SLUG") { Description = "Slug of the type, such as s3-bucket." };

    private readonly Option<string?> _name = new("--name", "-n") { Description = "Name of the block: a-z, 0-9 and dashes.", HelpName = "NAME" };

    private readonly Option<string?> _from = new("--from")
    {
        Description = "Take name and data from a JSON or YAML file, or from the standard input (-).",
        HelpName = "FILE",
    };

    private readonly Option<bool> _overwrite = new("--overwrite") { Description = "Replace a block of that name." };

    private readonly Option<bool> _link = new("--link") { Description = "Print the server's page for creating one instead." };

    public CreateBlockCommand(CliHost host)
        : base("create", "Create a block: answer a form, or give a file.", host)
    {
        Add(_slug);
        Add(_name);
        Add(_from);
        Add(_overwrite);
        Add(_link);
        AddOutput();
    }

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        string slug = invocation.Get(_slug) ?? "";
        string? from = invocation.Get(_from);
        string? name = invocation.Get(_name);
        bool isLink = invocation.Get(_link);
        if (isLink && (from is not null || name is not null || invocation.Get(_overwrite)))
        {
            throw new UsageException("--link prints an address and creates nothing: it goes with no other option of 'block create'.");
        }

        if (name is not null)
        {
            BlockNameException.ThrowIfInvalid(name);
        }

        if (isLink)
        {
            await PrintLinkAsync(slug, invocation, cancellationToken);
            return ExitCodes.Done;
        }

        if (from is null && !invocation.Prompter.CanAsk)
        {
            throw new UsageException(
                $"The form needs a terminal to ask at, and there is none. Give the data as a file instead: dotnet prefect block create {Printable.Short(slug)} --name NAME --from FILE.json");
        }

        RegisteredBlockType type = await new KnownTypes(invocation.Store)
            .RequireAsync(slug, new PackageFinder(invocation.Host), cancellationToken);
        BlockDraft draft = await DraftAsync(from, name, type, invocation, cancellationToken);
        SecretLeaves.Add(draft.Data, type.Manifest.Schema.SecretFields);
        Guid id = await SaveAsync(draft, slug, invocation, cancellationToken);
        Print(invocation, slug, draft.Name!, id);
        return ExitCodes.Done;
    }

    private static async Task PrintLinkAsync(string slug, Invocation invocation, CancellationToken cancellationToken)
    {
        string link = ServerPages.Create(invocation.Settings, slug)
            ?? throw new CommandFailedException(
                "There is no page to link to: the embedded store has no web interface. Leave --link out to fill in a form here, or use --from FILE.");
        try
        {
            await new KnownTypes(invocation.Store).GetAsync(slug, cancellationToken);
        }
        catch (BlockStoreException exception)
        {
            invocation.Screen.Note($"Whether there is a type '{slug}' was not checked: {exception.Message}");
        }

        if (invocation.IsJson)
        {
            invocation.Screen.Json(json =>
            {
                json.WriteStartObject();
                json.WriteString("link"u8, link);
                json.WriteEndObject();
            });
            return;
        }

        invocation.Screen.Line(link);
    }

    private async Task<BlockDraft> DraftAsync(
        string? from, string? name, RegisteredBlockType type, Invocation invocation, CancellationToken cancellationToken)
    {
        if (from is not null)
        {
            BlockDraft read = DraftFile.Read(from, invocation.Host);
            SecretLeaves.Add(read.Data, type.Manifest.Schema.SecretFields);
            string chosen = name ?? read.Name ?? throw new UsageException("The block needs a name: give --name NAME, or a \"name\" in the file.");
            BlockNameException.ThrowIfInvalid(chosen);
            return read with { Name = chosen };
        }

        string asked = name ?? await AskNameAsync(invocation, cancellationToken);
        if (!invocation.Get(_overwrite)
            && await invocation.Store.FindAsync(type.Manifest.Slug, asked, SecretHandling.Mask, cancellationToken) is not null)
        {
            throw new CommandFailedException(
                $"A block '{type.Manifest.Slug}/{asked}' exists already. Choose another name, or replace it with --overwrite.");
        }

        BlockForm form = new(invocation.Prompter, invocation.Store, type.Manifest);
        return new BlockDraft(asked, await form.AskAsync(cancellationToken));
    }

    private static async Task<string> AskNameAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        while (true)
        {
            string typed = await invocation.Prompter.AskAsync("Name of the block (a-z, 0-9 and dashes): ", cancellationToken)
                ?? throw new CommandFailedException("The input ended before a name was given. Nothing was saved.");
            try
            {
                BlockNameException.ThrowIfInvalid(typed.Trim());
                return typed.Trim();
            }
            catch (BlockNameException)
            {
                invocation.Prompter.Say("  Only lower-case letters, digits and dashes may stand in a name.");
            }
        }
    }

    private async Task<Guid> SaveAsync(BlockDraft draft, string slug, Invocation invocation, CancellationToken cancellationToken)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            draft.Data.WriteTo(json);
        }

        using JsonDocument data = JsonDocument.Parse(buffer.WrittenMemory);
        return await BlockDocuments.SaveJsonAsync(
            invocation.Store, slug, draft.Name!, data.RootElement, invocation.Get(_overwrite), cancellationToken);
    }

    private static void Print(Invocation invocation, string slug, string name, Guid id)
    {
        if (!invocation.IsJson)
        {
            invocation.Screen.Line($"Saved the block '{slug}/{name}'.");
            return;
        }

        invocation.Screen.Json(json =>
        {
            json.WriteStartObject();
            json.WriteString("id"u8, id);
            json.WriteString("name"u8, name);
            json.WriteString("block_type_slug"u8, slug);
            json.WriteEndObject();
        });
    }
}
