using System.CommandLine;
using Prefect.Flows;

namespace Prefect.Cli;

/// <summary><c>flow-run graph</c>.</summary>
internal sealed class FlowRunGraphCommand : RunCommand
{
    private readonly RunTarget _target = new(RunKind.Flow);
    private readonly Option<string?> _format = new("--format") { Description = "mermaid or svg. Default: svg for a file that ends in .svg, else mermaid.", HelpName = "FORMAT" };
    private readonly Option<string?> _file = new("--output", "-o") { Description = "Write into this file instead of printing.", HelpName = "FILE" };

    public FlowRunGraphCommand(CliHost host)
        : base("graph", "Draw what a flow run ran.", host)
    {
        _target.AddTo(this);
        _format.AcceptOnlyFromAmong("mermaid", "svg");
        Add(_format);
        Add(_file);
    }

    protected override async Task<int> RunAsync(Invocation invocation, EmbeddedRunStore store, CancellationToken cancellationToken)
    {
        Guid id = await _target.FindIdAsync(invocation, store, cancellationToken);
        RunGraph graph = await RunGraph.ReadAsync(store, id, cancellationToken);
        string? file = invocation.Get(_file);
        bool isSvg = invocation.Get(_format) is { } format ? format == "svg"
            : file?.EndsWith(".svg", StringComparison.OrdinalIgnoreCase) == true;
        string drawing = isSvg ? graph.ToSvg() : graph.ToMermaid();
        if (file is null)
        {
            invocation.Screen.Line(drawing.TrimEnd());
            return ExitCodes.Done;
        }

        string path = Path.GetFullPath(file, invocation.Host.CurrentDirectory);
        await File.WriteAllTextAsync(path, drawing, cancellationToken);
        invocation.Screen.Line($"Drew the flow run into {path}.");
        return ExitCodes.Done;
    }
}
