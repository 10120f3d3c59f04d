using System.CommandLine;
using Prefect.Blocks;

namespace Prefect.Cli;

/// <summary><c>block register</c>: makes the block types of a package known to the store, without running any of its code.</summary>
internal sealed class RegisterCommand : CliCommand
{
    private readonly Option<string?> _module = new("--module", "-m", "--assembly")
    {
        Description = "Assembly or package, such as Prefect.Aws: of the project in this folder, or one that comes with the tool.",
        HelpName = "NAME",
    };

    private readonly Option<string?> _file = new("--file", "-f") { Description = "Assembly file.", HelpName = "FILE.dll" };

    private readonly Option<bool> _builtin = new("--builtin") { Description = "The block types that come with Prefect.Blocks." };

    public RegisterCommand(CliHost host)
        : base("register", "Make block types known, so that blocks can be created from them.", host)
    {
        Add(_module);
        Add(_file);
        Add(_builtin);
        AddOutput();
    }

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        PackageFinder finder = new(invocation.Host);
        FoundPackage package = Find(invocation, finder);
        TypeRegistrar registrar = new(invocation.Store, finder);
        foreach (FoundManifest manifest in package.Manifests)
        {
            await registrar.RegisterAsync(manifest, cancellationToken);
        }

        Print(invocation, package, registrar.Registered);
        return ExitCodes.Done;
    }

    private FoundPackage Find(Invocation invocation, PackageFinder finder)
    {
        string? module = invocation.Get(_module);
        string? file = invocation.Get(_file);
        bool builtin = invocation.Get(_builtin);
        int sources = (module is null ? 0 : 1) + (file is null ? 0 : 1) + (builtin ? 1 : 0);
        if (sources != 1 || module?.Length == 0 || file?.Length == 0)
        {
            throw new UsageException(
                "Say what to register, in one way: --module NAME for an assembly or package, --file FILE.dll for a file, or --builtin.");
        }

        if (builtin)
        {
            return new FoundPackage("Prefect.Blocks", [new FoundManifest(typeof(Block).Assembly.Location, BuiltInTypes.Manifest)]);
        }

        return file is null ? finder.Find(module!) : finder.FromFile(file);
    }

    private static void Print(Invocation invocation, FoundPackage package, IReadOnlyList<RegisteredBlockType> registered)
    {
        Screen screen = invocation.Screen;
        if (invocation.IsJson)
        {
            screen.Json(json =>
            {
                json.WriteStartArray();
                foreach (RegisteredBlockType type in registered)
                {
                    TypeJson.Write(json, type.Manifest);
                }

                json.WriteEndArray();
            });
            return;
        }

        screen.Line($"Registered {registered.Count} block {(registered.Count == 1 ? "type" : "types")} of {package.Name}.");
        TextTable table = new(null, "Registered Blocks");
        foreach (RegisteredBlockType type in registered)
        {
            table.Row(type.Manifest.Name);
        }

        screen.Table(table);
        screen.Line($"To create a block: dotnet prefect block create {registered[^1].Manifest.Slug}");
        if (ServerPages.Catalog(invocation.Settings) is { } page)
        {
            screen.Line($"Or in the browser: {page}");
        }
    }
}
