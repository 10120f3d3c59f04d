using System.Text.Json;
using Microsoft.Extensions.Logging;
using Prefect.Flows;
using Prefect.Shell;

namespace Prefect.Dbt;

/// <summary>Carries out one command of dbt, and follows what it tells.</summary>
internal sealed class DbtSession : IDisposable
{
    private readonly PrefectDbtRunner _runner;
    private readonly DbtInvocation _invocation;
    private readonly DbtHooks _hooks;
    private readonly DbtNodeTracker _nodes;
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly DbtLastWords _lastWords = new();
    private string? _invocationId;

    public DbtSession(PrefectDbtRunner runner, DbtInvocation invocation, DbtHooks hooks, CancellationToken cancellationToken)
    {
        _runner = runner;
        _invocation = invocation;
        _hooks = hooks;
        _nodes = new DbtNodeTracker(invocation, FindProject, RunContext.Current is not null, cancellationToken);
    }

    public void Dispose() => _turn.Dispose();

    /// <summary>Runs dbt.</summary>
    /// <param name="program">The program.</param>
    /// <param name="profilesDir">The folder of <c>profiles.yml</c>.</param>
    /// <param name="cancellationToken">Ends dbt.</param>
    public async Task<DbtInvocationResult> RunAsync(DbtProgram program, string profilesDir, CancellationToken cancellationToken)
    {
        DateTime before = File.GetLastWriteTimeUtc(_invocation.Folders.RunResults);
        int exitCode;
        try
        {
            exitCode = await program.RunAsync(Arguments(profilesDir), HearAsync, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await _nodes.CompleteAsync().ConfigureAwait(false);
        }

        DbtRunResults? results = await ResultsAsync(before, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<string> failures = Failures(results);
        bool isDbtsOwn = exitCode != 0 && (exitCode != 1 || failures.Count == 0);
        return new DbtInvocationResult
        {
            Args = _invocation.Args,
            ExitCode = exitCode,
            RunResults = results,
            Failures = failures,
            Error = isDbtsOwn ? _lastWords.Explain(exitCode) : null,
        };
    }

    /// <summary>Asks dbt which nodes it selects.</summary>
    public async Task<IReadOnlySet<string>> SelectAsync(DbtProgram program, string profilesDir, string selection, CancellationToken cancellationToken)
    {
        HashSet<string> selected = new(StringComparer.Ordinal);
        List<string> arguments = ["ls", "--resource-type", "all", "--output", "json", "--output-keys", "unique_id", "--select", selection];
        arguments.AddRange(FolderArguments(profilesDir, "ls"));
        int targetAt = _invocation.Args.ToList().FindIndex(static argument => argument is "--target" or "-t");
        if (targetAt >= 0 && targetAt + 1 < _invocation.Args.Count)
        {
            arguments.AddRange(["--target", _invocation.Args[targetAt + 1]]);
        }

        int exitCode = await program.RunAsync(arguments, TakeAsync, cancellationToken).ConfigureAwait(false);
        return exitCode == 0 ? selected : throw new DbtRunException($"dbt ls ended with code {exitCode}.", null);

        ValueTask TakeAsync(ChildLine line)
        {
            string text = DbtEvent.Parse(line.Text) is { } told ? told.Message : line.Text;
            if (line.Stream == ChildStream.Output && text.StartsWith('{') && UniqueId(text) is { } id)
            {
                selected.Add(id);
            }

            return ValueTask.CompletedTask;
        }
    }

    private static string? UniqueId(string json)
    {
        try
        {
            return JsonElement.Parse(json).Text("unique_id");
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private string[] Arguments(string profilesDir) => [.. _invocation.Args, .. FolderArguments(profilesDir, _invocation.Command)];

    private IEnumerable<string> FolderArguments(string profilesDir, string command)
    {
        if (command.StartsWith('-'))
        {
            return [];
        }

        IEnumerable<string> folders = ["--project-dir", _invocation.Folders.Project, "--profiles-dir", profilesDir];
        return DbtCommand.TakesTargetPath(command) ? folders.Concat(["--target-path", _invocation.Folders.TargetPath]) : folders;
    }

    /// <summary>Takes a line that dbt wrote. Both pipes are heard at once, and one line is taken at a time.</summary>
    private async ValueTask HearAsync(ChildLine line)
    {
        await _turn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (DbtEvent.Parse(line.Text) is { } told)
            {
                await HearAsync(told).ConfigureAwait(false);
            }
            else if (!string.IsNullOrWhiteSpace(line.Text))
            {
                HearText(line);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task HearAsync(DbtEvent told)
    {
        _invocationId ??= told.InvocationId;
        switch (told.Name)
        {
            case "NodeStart":
                _nodes.Start(told);
                break;
            case "NodeFinished":
                if (_nodes.Finish(told))
                {
                    await AfterModelAsync(told).ConfigureAwait(false);
                }

                break;
            default:
                _lastWords.Hear(told);
                _nodes.Log(told);
                break;
        }
    }

    /// <summary>Takes what is no entry of the log: what the interpreter prints, or a program that dbt starts.</summary>
    private void HearText(ChildLine line)
    {
        _lastWords.Hear(line);
        LogLevel level = line.Stream == ChildStream.Error ? LogLevel.Warning : LogLevel.Information;
        if (level >= _invocation.LogLevel)
        {
            DbtLogEntries.Write(_invocation.Logger, level, line.Text);
        }
    }

    private async Task AfterModelAsync(DbtEvent finished)
    {
        if (!_hooks.Has(DbtHookEvent.PostModel) || _nodes.Find(finished.NodeId!) is not { ResourceType: "model" } node)
        {
            return;
        }

        string? status = finished.NodeStatus;
        bool hasFailed = DbtNodeStatus.IsFailure(status);
        await _hooks.CallAsync(new DbtHookContext
        {
            Event = DbtHookEvent.PostModel,
            Command = _invocation.Command,
            Owner = _runner,
            Args = _invocation.Args,
            Node = node,
            Status = hasFailed ? DbtHookStatus.Error : DbtNodeStatus.IsSkipped(status) ? DbtHookStatus.Skipped : status is null ? null : DbtHookStatus.Success,
            Result = finished.Data,
            Error = hasFailed ? finished.Data.Object("run_result").Text("message") ?? finished.Message : null,
            NodeIds = [node.UniqueId],
        }).ConfigureAwait(false);
    }

    private DbtProject? FindProject()
    {
        string path = _invocation.Folders.Manifest;
        DbtAssetOptions options = new(_runner.DisableAssets, _runner.IncludeCompiledCode, _invocation.Folders.Target);
        try
        {
            DbtManifest manifest = _runner.Manifest ?? DbtManifest.Parse(File.ReadAllBytes(path));
            return new DbtProject(manifest, options, _invocation.Logger);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            DbtLog.NoManifest(_invocation.Logger, path, exception);
            return null;
        }
    }

    /// <summary>The results that this command wrote; not what an earlier one left behind.</summary>
    private async Task<DbtRunResults?> ResultsAsync(DateTime before, CancellationToken cancellationToken)
    {
        string path = _invocation.Folders.RunResults;
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            DbtRunResults results = await DbtRunResults.LoadAsync(path, cancellationToken).ConfigureAwait(false);
            bool isOurs = results.Metadata.InvocationId is { } id && _invocationId is not null
                ? id == _invocationId
                : File.GetLastWriteTimeUtc(path) != before;
            return isOurs ? results : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            DbtLog.NoResults(_invocation.Logger, path, exception);
            return null;
        }
    }

    private IReadOnlyList<string> Failures(DbtRunResults? results)
    {
        if (results is not null)
        {
            return
            [
                .. results.Results.Where(result => DbtNodeStatus.IsFailure(result.Status))
                    .Select(result => DbtNodeStatus.Failure(result.ResourceType, _nodes.Find(result.UniqueId)?.Name ?? result.Name, result.Status, result.Message)),
            ];
        }

        return
        [
            .. _nodes.Failed.Select(finished => DbtNodeStatus.Failure(
                finished.NodeInfo.Text("resource_type") ?? DbtUniqueId.Kind(finished.NodeId!),
                finished.NodeInfo.Text("node_name") ?? DbtUniqueId.Name(finished.NodeId!),
                finished.NodeStatus!,
                finished.Data.Object("run_result").Text("message"))),
        ];
    }
}
