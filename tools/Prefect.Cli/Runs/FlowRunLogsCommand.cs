using System.CommandLine;
using Prefect.Flows;

namespace Prefect.Cli;

/// <summary><c>flow-run logs</c>.</summary>
internal sealed class FlowRunLogsCommand : RunCommand
{
    private const int Few = 20;
    private readonly RunTarget _target = new(RunKind.Flow);
    private readonly Option<int?> _count = new("--num-logs", "-n") { Description = $"Print this many lines; {Few} with --head or --tail, else all.", HelpName = "N" };
    private readonly Option<bool> _head = new("--head") { Description = "Print the first lines only." };
    private readonly Option<bool> _tail = new("--tail", "-t") { Description = "Print the last lines only." };
    private readonly Option<bool> _reverse = new("--reverse", "-r") { Description = "Print the newest line first." };

    public FlowRunLogsCommand(CliHost host)
        : base("logs", "Print the log of a flow run and of the tasks that it called.", host)
    {
        _target.AddTo(this);
        _count.Validators.Add(static result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out int value) && value < 1)
            {
                result.AddError("--num-logs is a number of 1 or more.");
            }
        });
        Add(_count);
        Add(_head);
        Add(_tail);
        Add(_reverse);
        AddOutput();
    }

    protected override async Task<int> RunAsync(Invocation invocation, EmbeddedRunStore store, CancellationToken cancellationToken)
    {
        bool isTail = invocation.Get(_tail);
        if (isTail && invocation.Get(_head))
        {
            throw new UsageException("--head and --tail contradict each other: give one of them.");
        }

        Guid id = await _target.FindIdAsync(invocation, store, cancellationToken);
        RunLogFilter filter = new()
        {
            FlowRunId = id,
            Limit = invocation.Get(_count) ?? (isTail || invocation.Get(_head) ? Few : null),
            FromEnd = isTail || (invocation.Get(_reverse) && !invocation.Get(_head)),
        };
        IAsyncEnumerable<RunLog> logs = store.ReadLogsAsync(filter, cancellationToken);
        if (invocation.Get(_reverse))
        {
            logs = logs.Reverse();
        }

        await PrintAsync(invocation, store, logs, cancellationToken);
        return ExitCodes.Done;
    }

    private static async Task PrintAsync(
        Invocation invocation, EmbeddedRunStore store, IAsyncEnumerable<RunLog> logs, CancellationToken cancellationToken)
    {
        if (invocation.IsJson)
        {
            List<RunLog> all = await logs.ToListAsync(cancellationToken);
            invocation.Screen.Json(json =>
            {
                json.WriteStartArray();
                all.ForEach(log => RunJson.Write(json, log));
                json.WriteEndArray();
            });
            return;
        }

        LogSources sources = new(store);
        await foreach (RunLog log in logs.WithCancellation(cancellationToken))
        {
            string source = await sources.NameAsync(log, cancellationToken);
            invocation.Screen.Line($"{log.Timestamp.ToLocalTime():yyyy-MM-dd HH:mm:ss.fff} | {log.Level.ToName(),-8} | {source} - {log.Message}");
        }
    }
}
