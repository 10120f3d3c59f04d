using System.Globalization;
using System.Text;
using System.Text.Json;
using Prefect.Blocks;
using Prefect.StoreWorker;

// One process among several that use a store; tests start it and may kill it. Every line on standard output states a fact
// that must hold afterwards, whatever happens to this process.
//   save FILE PREFIX COUNT   saves documents PREFIX-0 …, and prints each name once its save is acknowledged
//   overwrite FILE NAME COUNT  adds the fields f0 … to one document, and prints each
//   rekey FILE [LINES]       changes the key, and prints how many documents were moved; stops for good after so many lines
//   open FILE                opens the store, registers the type, and prints the id of the schema
//   hold FILE LIMIT          takes a slot of a limit in a store of runs, says so, and keeps it for good
//   flow FILE [STAY]         runs a flow that goes on until a signal comes
//   turns FILE LIMIT MARK COUNT  takes a slot so many times, each time making the file MARK and removing it: two at once cannot
(string verb, string file) = (args[0], args[1]);
if (verb is "hold" or "turns")
{
    await SlotWork.RunAsync(args);
    return 0;
}

if (verb == "flow")
{
    await FlowWork.RunAsync(args);
    return 0;
}

EmbeddedBlockStore store = EmbeddedBlockStore.Open(file);
await using (store.ConfigureAwait(false))
{
    switch (verb)
    {
        case "save":
            await SaveAsync(args[2], Count());
            break;
        case "overwrite":
            await OverwriteAsync(args[2], Count());
            break;
        case "rekey":
            await store.RekeyAsync(new Printed(args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : int.MaxValue));
            break;
        default:
            Console.WriteLine((await RegisterAsync()).SchemaId);
            break;
    }
}

return 0;

int Count() => int.Parse(args[3], CultureInfo.InvariantCulture);

ValueTask<RegisteredBlockType> RegisterAsync() => store.RegisterAsync(new BlockTypeManifest
{
    Slug = "worker",
    Name = "Worker",
    Schema = new BlockSchema
    {
        Checksum = "sha256:worker",
        Version = "1",
        Capabilities = [],
        Fields = JsonElement.Parse("""{"type":"object","secret_fields":["secret"]}"""),
    },
});

async Task SaveAsync(string prefix, int count)
{
    RegisteredBlockType type = await RegisterAsync();
    for (int number = 0; number < count; number++)
    {
        string name = $"{prefix}-{number}";
        byte[] data = Encoding.UTF8.GetBytes($$"""{"secret":"canary-{{name}}"}""");
        await store.SaveAsync(new BlockDocumentDraft { Type = type, Name = name, Data = data });
        Console.WriteLine(name);
    }
}

async Task OverwriteAsync(string name, int count)
{
    RegisteredBlockType type = await RegisterAsync();
    for (int number = 0; number < count; number++)
    {
        string field = $"{Environment.ProcessId}-{number}";
        byte[] data = Encoding.UTF8.GetBytes($$"""{"{{field}}":1}""");
        await store.SaveAsync(new BlockDocumentDraft { Type = type, Name = name, Data = data, Overwrite = true });
        Console.WriteLine(field);
    }
}
