using Prefect.Blocks;
using Prefect.Flows;
using Prefect.Testing;

namespace Prefect.Cli.Tests;

/// <summary>The tool, run in this process with a home, a project folder and a store of its own.</summary>
internal sealed class Tool : IAsyncDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private EmbeddedBlockStore? _store;
    private EmbeddedRunStore? _runs;

    public Tool()
    {
        Directory.CreateDirectory(Home);
        Directory.CreateDirectory(Project);
        Directory.CreateDirectory(Beside);
        Variables["PREFECT_HOME"] = Home;
        Variables["HOME"] = _folder.Combine("user");
    }

    public string Home => _folder.Combine("home");

    /// <summary>The folder that the tool runs in.</summary>
    public string Project => _folder.Combine("project");

    /// <summary>The folder that the tool itself would be in.</summary>
    public string Beside => _folder.Combine("tool");

    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether somebody seems to sit at the input.</summary>
    public bool IsTerminal { get; set; }

    public string Input { get; set; } = "";

    /// <summary>Everything that was ever printed.</summary>
    public string Printed { get; private set; } = "";

    public EmbeddedBlockStore Store => _store ??= EmbeddedBlockStore.Open(
        Path.Combine(Home, "dotnet", "store.db"), new EmbeddedStoreOptions { KeysFolder = Path.Combine(Home, "keys") });

    /// <summary>The store of runs.</summary>
    public EmbeddedRunStore Runs => _runs ??= EmbeddedRunStore.Open(Path.Combine(Home, "dotnet", "runs.db"));

    public Task<ToolResult> RunAsync(params string[] args) => RunAsync(TestContext.Current.CancellationToken, args);

    public async Task<ToolResult> RunAsync(CancellationToken cancellationToken, params string[] args)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        using StringReader input = new(Input);
        int exitCode = await CommandLine.RunAsync(
            args,
            new CliHost
            {
                Input = input,
                Output = output,
                Error = error,
                Environment = Variables,
                CurrentDirectory = Project,
                ToolDirectory = Beside,
                IsInputTerminal = IsTerminal,
                OpenStore = () => Store,
                OpenRunStore = () => Runs,
            },
            cancellationToken);
        Printed += output.ToString() + error;
        return new ToolResult(exitCode, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
    }

    /// <summary>Writes a file into the folder that the tool runs in.</summary>
    public string Write(string name, string content) => _folder.WriteFile(Path.Combine("project", name), content);

    /// <summary>Registers the types of the sample package.</summary>
    public async Task RegisterAcmeAsync() => (await RunAsync("block", "register", "-f", Acme.Compile(Beside))).ShouldBeDone();

    public async ValueTask DisposeAsync()
    {
        if (_store is not null)
        {
            await _store.DisposeAsync();
        }

        if (_runs is not null)
        {
            await _runs.DisposeAsync();
        }

        _folder.Dispose();
    }
}
