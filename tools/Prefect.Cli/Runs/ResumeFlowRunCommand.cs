using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Flows;

namespace Prefect.Cli;

/// <summary><c>flow-run resume</c>.</summary>
internal sealed class ResumeFlowRunCommand : RunCommand
{
    private static readonly JsonDocumentOptions s_strict = new() { AllowDuplicateProperties = false };
    private readonly RunTarget _target = new(RunKind.Flow);
    private readonly Option<string?> _input = new("--input") { Description = "The answer that the run waits for, as JSON.", HelpName = "JSON" };

    public ResumeFlowRunCommand(CliHost host)
        : base("resume", "Let a paused flow run go on.", host)
    {
        _target.AddTo(this);
        Add(_input);
    }

    protected override async Task<int> RunAsync(Invocation invocation, EmbeddedRunStore store, CancellationToken cancellationToken)
    {
        JsonNode? input = Parse(invocation.Get(_input));
        FlowRun run = await _target.FindFlowRunAsync(invocation, store, cancellationToken);
        try
        {
            using IDisposable use = RunStore.Use(store);
            await FlowRuns.ResumeAsync(run.Id, input, cancellationToken);
        }
        catch (Exception refused) when (refused is FlowPauseTimeoutException or InvalidOperationException)
        {
            throw new CommandFailedException(refused.Message, refused);
        }

        invocation.Screen.Line($"Resumed the flow run '{run.Name}'.");
        if (run.State.Details.PauseReschedule == true)
        {
            invocation.Screen.Line($"It waits to be executed, by the program that has the flow: dotnet prefect flow-run execute {run.Id}");
        }

        return ExitCodes.Done;
    }

    private static JsonNode? Parse(string? text)
    {
        try
        {
            return text is null ? null : JsonNode.Parse(text, documentOptions: s_strict);
        }
        catch (JsonException)
        {
            throw new UsageException("--input is no JSON. Put texts in double quotes: --input '\"yes\"'.");
        }
    }
}
