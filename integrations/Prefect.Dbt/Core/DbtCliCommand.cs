using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Prefect.Blocks;
using Prefect.Flows;
using Prefect.Shell;

namespace Prefect.Dbt;

/// <summary>Carries out one command of dbt: runs it, reads what it left behind, and sums it up.</summary>
internal sealed class DbtCliCommand(DbtCliCall call, ILogger logger)
{
    private readonly DbtLastWords _lastWords = new();
    private string? _invocationId;

    /// <exception cref="DbtConfigurationException">There is no profile, or one that may not be replaced.</exception>
    /// <exception cref="ShellException">There is no such program, or it cannot be started.</exception>
    /// <exception cref="DbtRunException">dbt or nodes of it failed.</exception>
    public async Task<DbtInvocationResult> RunAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string profilesDir = DbtProfilesFolder.Choose(call.ProfilesDir, call.Variable);
        using DbtProfilesLease profiles = await DbtProfilesFolder.PrepareAsync(profilesDir, call.Profile, call.OverwriteProfiles, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<string> arguments = Arguments(profiles.Folder);
        int exitCode = await ExecuteAsync(arguments, cancellationToken).ConfigureAwait(false);
        DbtCliResults results = await DbtCliResults.ReadAsync(call, _invocationId, logger, cancellationToken).ConfigureAwait(false);
        if (call.Options.CreateSummaryArtifact && results.Nodes.Count > 0)
        {
            string markdown = DbtSummary.Write(results.Nodes, call.Command);
            await Artifacts.CreateMarkdownAsync(markdown, call.Options.SummaryArtifactKey ?? call.SummaryKey, cancellationToken: cancellationToken).ConfigureAwait(false);
        }

        return Judge(arguments, exitCode, results);
    }

    private string[] Arguments(string profilesDir) =>
    [
        .. call.Words,
        "--profiles-dir", profilesDir,
        .. call.ProjectDir is { } project ? ["--project-dir", HomePath.Expand(project)] : Array.Empty<string>(),
    ];

    private async Task<int> ExecuteAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        ChildProcess dbt = ChildProcess.Start(new ChildProgram(call.Options.Executable, arguments) { Environment = Variables() }, HearAsync);
        await using (dbt.ConfigureAwait(false))
        {
            return await dbt.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private Dictionary<string, string?> Variables()
    {
        Dictionary<string, string?> variables = new(StringComparer.Ordinal)
        {
            ["DBT_LOG_FORMAT"] = "json",
            ["DBT_USE_COLORS"] = "false",
            ["PYTHONUNBUFFERED"] = "1",
            ["PYTHONIOENCODING"] = "utf-8",
        };
        foreach ((string name, JsonNode? value) in call.Options.Env.Reveal())
        {
            variables[name] = value is JsonValue text && text.TryGetValue(out string? clear) ? clear : value?.ToJsonString();
        }

        return variables;
    }

    private ValueTask HearAsync(ChildLine line)
    {
        if (DbtEvent.Parse(line.Text) is { } told)
        {
            Hear(told);
        }
        else if (!string.IsNullOrWhiteSpace(line.Text))
        {
            Hear(line);
        }

        return ValueTask.CompletedTask;
    }

    private void Hear(DbtEvent told)
    {
        // Both pipes are heard at once, and all entries have the same id.
        _invocationId ??= told.InvocationId;
        _lastWords.Hear(told);
        if (call.Options.StreamOutput && told.Level > LogLevel.Debug && !string.IsNullOrWhiteSpace(told.Message))
        {
            DbtLogEntries.Write(logger, told);
        }
    }

    /// <summary>Takes what is no entry of the log: what the interpreter prints, or a program that dbt starts.</summary>
    private void Hear(ChildLine line)
    {
        _lastWords.Hear(line);
        if (call.Options.StreamOutput)
        {
            DbtLogEntries.Write(logger, line.Stream == ChildStream.Error ? LogLevel.Warning : LogLevel.Information, line.Text);
        }
    }

    private DbtInvocationResult Judge(IReadOnlyList<string> arguments, int exitCode, DbtCliResults results)
    {
        string[] failures = [.. results.Nodes.Where(static node => DbtNodeStatus.IsFailure(node.Status)).Select(static node => DbtNodeStatus.Failure(node.Kind, node.Name, node.Status, node.Message))];
        bool isDbtsOwn = exitCode != 0 && (exitCode != 1 || failures.Length == 0);
        DbtInvocationResult result = new()
        {
            Args = arguments,
            ExitCode = exitCode,
            RunResults = results.RunResults,
            SourceFreshness = results.SourceFreshness,
            Failures = failures,
            Error = isDbtsOwn ? _lastWords.Explain(exitCode) : null,
        };
        return result switch
        {
            { Error: { } error } => throw new DbtRunException($"dbt {call.Command} ended with code {exitCode}: {error}", result),
            { Success: false } => throw new DbtRunException($"dbt {call.Command} ended with failures:\n{string.Join('\n', failures)}", result),
            _ => result,
        };
    }
}
