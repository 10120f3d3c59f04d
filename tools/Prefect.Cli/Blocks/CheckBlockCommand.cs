using System.CommandLine;
using System.Globalization;
using System.Runtime.Loader;
using System.Text.Json;
using Prefect.Blocks;

namespace Prefect.Cli;

/// <summary><c>block check</c>: finds out whether the service behind a block answers and lets it in.</summary>
internal sealed class CheckBlockCommand : CliCommand
{
    private readonly BlockTarget _target = new();

    public CheckBlockCommand(CliHost host)
        : base("check", "Find out whether the service behind a block answers and lets it in.", host)
    {
        _target.AddTo(this);
        AddOutput();
    }

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        BlockDocument document = await _target.FindAsync(invocation, cancellationToken);
        string name = BlockTarget.NameOf(document);
        TypeLoader loader = new(invocation.Host);
        loader.Require(document);
        using AssemblyLoadContext.ContextualReflectionScope scope = loader.Enter();
        Block block = await Block.LoadFromReferenceAsync(document.Id, store: invocation.Store, cancellationToken: cancellationToken);
        if (block is not ICheckable checkable)
        {
            throw new CommandFailedException($"The block '{name}' cannot be checked: a {document.BlockTypeName} block has no service behind it that could be asked.");
        }

        BlockCheckResult result = await checkable.CheckAsync(cancellationToken);
        Print(invocation, name, result);
        return result.Succeeded ? ExitCodes.Done : ExitCodes.Failed;
    }

    private static void Print(Invocation invocation, string name, BlockCheckResult result)
    {
        if (invocation.IsJson)
        {
            invocation.Screen.Json(json =>
            {
                json.WriteStartObject();
                json.WriteString("block"u8, name);
                json.WriteBoolean("succeeded"u8, result.Succeeded);
                json.WriteString("stage"u8, JsonNamingPolicy.KebabCaseLower.ConvertName(result.Stage.ToString()));
                json.WriteString("message"u8, result.Message);
                json.WriteNumber("duration_seconds"u8, Math.Round(result.Duration.TotalSeconds, 3));
                json.WriteEndObject();
            });
            return;
        }

        string stage = JsonNamingPolicy.KebabCaseLower.ConvertName(result.Stage.ToString()).Replace('-', ' ');
        invocation.Screen.Table(TextTable.OfPairs(name)
            .Row("Result", result.Succeeded ? "passed" : "failed")
            .Row(result.Succeeded ? "Last stage" : "Failed at", stage)
            .Row("Message", result.Message)
            .Row("Duration", string.Create(CultureInfo.InvariantCulture, $"{result.Duration.TotalSeconds:0.###} s")));
    }
}
