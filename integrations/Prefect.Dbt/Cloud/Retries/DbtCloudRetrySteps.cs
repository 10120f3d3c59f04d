using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Prefect.Dbt;

/// <summary>Finds the commands that do again what did not succeed in a run, and nothing besides.</summary>
internal sealed class DbtCloudRetrySteps(DbtCloudAdministrativeClient client, ILogger log)
{
    private const string ResultsFile = "run_results.json";

    // The project, the profile and the packages, which each run makes ready.
    private const int Preparations = 3;

    /// <param name="run">The run, with its steps and its job.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="DbtCloudGetRunArtifactFailedException">The results of a step could not be read.</exception>
    public async Task<IReadOnlyList<string>> OfAsync(DbtCloudRun run, CancellationToken cancellationToken)
    {
        List<string> commands = [];
        foreach (DbtCloudRunStep step in run.RunSteps.Where(step => IsToRepeat(step, run.Job)))
        {
            commands.Add(await CommandAsync(run.Id, step, cancellationToken).ConfigureAwait(false));
        }

        return commands;
    }

    private static bool IsToRepeat(DbtCloudRunStep step, DbtCloudJobDefinition? job)
    {
        if (step.Index <= Preparations || step.Command.Length == 0 || Is(step, "success"))
        {
            return false;
        }

        // What the job does by itself in each run would be done twice.
        DbtStepCommand command = new(step.Command);
        return !(command.MakesDocs && job is { GenerateDocs: true }) && !(command.LooksAtFreshness && job is { GenerateSources: true });
    }

    private async Task<string> CommandAsync(long runId, DbtCloudRunStep step, CancellationToken cancellationToken)
    {
        DbtStepCommand command = new(step.Command);
        if (!command.IsKnown || Is(step, "skipped"))
        {
            return step.Command;
        }

        IReadOnlyList<string> nodes = await NodesAsync(runId, step, cancellationToken).ConfigureAwait(false);
        return nodes.Count == 0 ? step.Command : command.For(nodes);
    }

    /// <summary>The nodes of a step that did not succeed; none where nobody can tell.</summary>
    private async Task<IReadOnlyList<string>> NodesAsync(long runId, DbtCloudRunStep step, CancellationToken cancellationToken)
    {
        try
        {
            DbtCloudArtifact artifact = await client.GetRunArtifactAsync(runId, ResultsFile, step.Index, cancellationToken).ConfigureAwait(false);
            return
            [
                .. artifact.ToRunResults().Results
                    .Where(static result => result.Status is "error" or "skipped" or "fail")
                    .Select(static result => result.Name)
                    .Where(static name => name.Length > 0)
                    .Distinct(StringComparer.Ordinal),
            ];
        }
        catch (JsonException exception)
        {
            DbtLog.ResultsUnknown(log, step.Command, exception.Message);
            return [];
        }
        catch (DbtCloudGetRunArtifactFailedException exception) when (exception.StatusCode == HttpStatusCode.NotFound)
        {
            // With --fail-fast the file may never have been written.
            DbtLog.ResultsUnknown(log, step.Command, exception.Message);
            return [];
        }
    }

    private static bool Is(DbtCloudRunStep step, string status) => step.Status.Equals(status, StringComparison.OrdinalIgnoreCase);
}
