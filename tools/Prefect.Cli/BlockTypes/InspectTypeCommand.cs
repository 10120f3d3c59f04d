using System.CommandLine;
using System.Text.Json;
using Prefect.Blocks;

namespace Prefect.Cli;

/// <summary><c>block type inspect</c>.</summary>
internal sealed class InspectTypeCommand : CliCommand
{
    private readonly Argument<string> _slug = new("SLUG") { Description = "Slug of the type, such as s3-bucket." };

    public InspectTypeCommand(CliHost host)
        : base("inspect", "Show a block type and its schema.", host)
    {
        Add(_slug);
        AddOutput();
    }

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        BlockTypeManifest type = await new KnownTypes(invocation.Store).GetAsync(invocation.Get(_slug) ?? "", cancellationToken);
        Screen screen = invocation.Screen;
        if (invocation.IsJson)
        {
            screen.Json(json => TypeJson.Write(json, type));
            return ExitCodes.Done;
        }

        screen.Table(About(type));
        screen.Table(Schemas("Schema Properties", type.Schema.Fields, "properties", Required(type.Schema.Fields)));
        if (type.Schema.Fields.TryGetProperty("definitions", out JsonElement definitions) && definitions.ValueKind == JsonValueKind.Object)
        {
            screen.Table(Schemas("Schema Definitions", type.Schema.Fields, "definitions", []));
        }

        return ExitCodes.Done;
    }

    private static TextTable About(BlockTypeManifest type) => TextTable.OfPairs(type.Slug)
        .Row("Slug", type.Slug)
        .Row("Name", type.Name)
        .Row("Logo URL", type.LogoUrl)
        .Row("Documentation URL", type.DocumentationUrl)
        .Row("Description", type.Description)
        .Row("Code Example", type.CodeExample)
        .Row("Protected", type.IsProtected ? "yes" : "no")
        .Row("Capabilities", string.Join(", ", type.Schema.Capabilities))
        .Row("Schema Version", type.Schema.Version)
        .Row("Schema Checksum", type.Schema.Checksum);

    private static TextTable Schemas(string title, JsonElement fields, string section, HashSet<string> required)
    {
        TextTable table = new(title, "Name", "Schema");
        if (fields.TryGetProperty(section, out JsonElement members) && members.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty member in members.EnumerateObject())
            {
                string outline = JsonOutline.Of(member.Value);
                table.Row(member.Name, required.Contains(member.Name) ? $"{outline}\nrequired: true".TrimStart('\n') : outline);
            }
        }

        return table;
    }

    private static HashSet<string> Required(JsonElement fields)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        if (fields.TryGetProperty("required", out JsonElement required) && required.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement name in required.EnumerateArray())
            {
                names.Add(name.GetString() ?? "");
            }
        }

        return names;
    }
}
