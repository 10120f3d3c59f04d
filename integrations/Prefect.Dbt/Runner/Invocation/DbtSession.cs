using System.Text.Json;
using Microsoft.Extensions.Logging;
using Prefect.Flows;
using Prefect.Shell;

namespace Prefect.Dbt;

/// <summary>Carries out one command of dbt, and follows what it tells.</summary>
internal sealed class DbtSession
{
    /// <summary>What else than the folders decides which nodes there are.</summary>
    private static readonly string[] s_selecting = ["--profile", "--target", "-t", "--vars", "--state"];

    private readonly PrefectDbtRunner _runner;
    private readonly DbtInvocation _invocation;
    private readonly DbtHooks _hooks;
    private readonly DbtNodeTracker _nodes;
    private readonly CancellationToken _cancellation;
    private readonly Lock _turn = new();
    private readonly DbtLastWords _lastWords = new();
    private string? _invocationId;
    private Task _afterModels = Task.CompletedTask;

    public DbtSession(PrefectDbtRunner runner, DbtInvocation invocation, DbtHooks hooks, CancellationToken cancellationToken)
    {
        _runner = runner;
        _invocation = invocation;
        _hooks = hooks;
        _cancellation = cancellationToken;
        _nodes = new DbtNodeTracker(invocation, FindProject, RunContext.Current is not null, cancellationToken);
    }

    /// <summary>Runs dbt.</summary>
    /// <param name="program">The program.</param>
    /// <param name="profilesDir">The folder of <c>profiles.yml</c>.</param>
    /// <param name="cancellationToken">Ends dbt.</param>
    public async Task<DbtInvocationResult> RunAsync(DbtProgram program, string profilesDir, CancellationToken cancellationToken)
    {
        bool isOfSources = _invocation.Command.StartsWith("source", StringComparison.Ordinal);
        string path = isOfSources ? _invocation.Folders.Sources : _invocation.Folders.RunResults;
        DateTime before = File.GetLastWriteTimeUtc(path);
        int exitCode;
        try
        {
            exitCode = await program.RunAsync(Arguments(profilesDir), HearAsync, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await _nodes.CompleteAsync().ConfigureAwait(false);
            await _afterModels.ConfigureAwait(false);
        }

        DbtSourceFreshness? sources = isOfSources
            ? await ResultsAsync(path, before, DbtSourceFreshness.LoadAsync, static read => read.Metadata, cancellationToken).ConfigureAwait(false)
            : null;
        DbtRunResults? results = isOfSources
            ? null
            : await ResultsAsync(path, before, DbtRunResults.LoadAsync, static read => read.Metadata, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<string> failures = Failures(results);
        bool isDbtsOwn = exitCode != 0 && (exitCode != 1 || failures.Count == 0);
        return new DbtInvocationResult
        {
            Args = _invocation.Args,
            ExitCode = exitCode,
            RunResults = results,
            SourceFreshness = sources,
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
        List<string> given = [.. _invocation.Args];
        foreach (string flag in s_selecting)
        {
            if (DbtArguments.Take(given, flag) is { } value)
            {
                arguments.AddRange([flag, value]);
            }
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
    private ValueTask HearAsync(ChildLine line)
    {
        lock (_turn)
        {
            if (DbtEvent.Parse(line.Text) is { } told)
            {
                Hear(told);
            }
            else if (!string.IsNullOrWhiteSpace(line.Text))
            {
                HearText(line);
            }
        }

        return ValueTask.CompletedTask;
    }

    private void Hear(DbtEvent told)
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
                    AfterModel(told);
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

    private void AfterModel(DbtEvent finished)
    {
        if (!_hooks.Has(DbtHookEvent.PostModel) || _nodes.Find(finished.NodeId!) is not { ResourceType: "model" } node)
        {
            return;
        }

        string? status = finished.ResultStatus;
        bool hasFailed = DbtNodeStatus.IsFailure(status);
        DbtHookContext context = new()
        {
            Event = DbtHookEvent.PostModel,
            Command = _invocation.Command,
            Owner = _runner,
            Args = _invocation.Args,
            Node = node,
            Status = hasFailed ? DbtHookStatus.Error : DbtNodeStatus.IsSkipped(status) ? DbtHookStatus.Skipped : status is null ? null : DbtHookStatus.Success,
            Result = finished.Data,
            Error = hasFailed ? finished.ResultMessage ?? finished.Message : null,
            NodeIds = [node.UniqueId],
        };
        _afterModels = CallAsync(_afterModels, context);
    }

    /// <summary>Calls the hooks of one model after those of the one before. dbt is heard meanwhile: it stops when nobody takes what it writes.</summary>
    private async Task CallAsync(Task before, DbtHookContext context)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        if (!_cancellation.IsCancellationRequested)
        {
            await _hooks.CallAsync(context).ConfigureAwait(false);
        }
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
    private async Task<T?> ResultsAsync<T>(
        string path, DateTime before, Func<string, CancellationToken, Task<T>> load, Func<T, DbtArtifactMetadata> metadata, CancellationToken cancellationToken)
        where T : class
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            T results = await load(path, cancellationToken).ConfigureAwait(false);
            bool isOurs = metadata(results).InvocationId is { } id && _invocationId is not null
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
                finished.ResultStatus!,
                finished.ResultMessage)),
        ];
    }
}
