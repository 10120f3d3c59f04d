using Prefect.Blocks;
using Prefect.Flows;
using Spectre.Console;

namespace Prefect.Demo;

/// <summary>Registers and saves the blocks, runs the flow and says where its run can be looked at.</summary>
internal sealed class MainJob(IAnsiConsole console)
{
    /// <returns>Whether the flow ended well.</returns>
    public async Task<bool> RunAsync(string? storage, CancellationToken cancellationToken)
    {
        await DemoBlocks.RegisterAsync(cancellationToken);
        console.MarkupLineInterpolated($"[green]✓[/] registered block types in {BlockStore.Current.Location}");

        await DemoBlocks.SaveKeyAsync(cancellationToken);
        if (storage is null)
        {
            await DemoBlocks.SaveFolderAsync(cancellationToken);
        }

        console.MarkupLineInterpolated($"[green]✓[/] saved a signing key{(storage is null ? " and a local folder" : "")}");

        State<string> state = await new TimeZoneFlow(console).RunFlow.RunStateAsync(storage ?? DemoBlocks.DefaultStorage, cancellationToken);
        if (!state.IsCompleted)
        {
            console.MarkupLineInterpolated($"[red]{state.Message}[/]");
        }

        console.MarkupLineInterpolated($"[green]✓[/] recorded the run as [bold]{state.Name}[/] in {RunStore.Current.Location}");
        console.MarkupLine("  Look at it with:  dotnet prefect flow-run ls");
        console.MarkupLineInterpolated($"                    dotnet prefect flow-run logs {state.Details.FlowRunId}");
        return state.IsCompleted;
    }
}
