using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Prefect.Client;
using Prefect.Http;

namespace Prefect.Aws;

/// <summary>Writes what is known about a crash to the log of the run: a diagnosis, and what the container printed if the run never ran.</summary>
internal sealed class EcsCrashLog(EcsFlowRuns server, AwsCredentials credentials, EcsObserverSettings settings, ILogger logger)
{
    // The run is in its final state by now, so that the message would bring nothing if it came again.
    [SuppressMessage("Design", "CA1031", Justification = "The state counts; the log is an addition to it.")]
    public async Task WriteAsync(EcsTaskEvent change, ApiFlowRun run, EcsCrash crash, CancellationToken cancellationToken)
    {
        Guid id = change.FlowRunId!.Value;
        try
        {
            IReadOnlyList<EcsLogLine> printed = await PrintedAsync(change, run, crash, cancellationToken).ConfigureAwait(false);
            List<EcsRunLogLine> lines = [.. printed.Select(line => new EcsRunLogLine(LogLevel.Information, line.Timestamp, line.Message))];
            if (Diagnose(change, crash) is { } diagnosis)
            {
                lines.Add(new EcsRunLogLine(diagnosis.Level, change.Time ?? settings.TimeProvider.GetUtcNow(), diagnosis.ToString()));
            }

            if (lines.Count > 0)
            {
                await server.WriteLogAsync(id, lines, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            EcsObserverLog.NotExplained(logger, id, exception.Message);
        }
    }

    private static InfrastructureDiagnosis? Diagnose(EcsTaskEvent change, EcsCrash crash) =>
        change.Task.ToOutcome(change.Identifier, crash.ContainerName).Diagnosis;

    private async Task<IReadOnlyList<EcsLogLine>> PrintedAsync(
        EcsTaskEvent change, ApiFlowRun run, EcsCrash crash, CancellationToken cancellationToken)
    {
        bool isWanted = settings.ForwardCrashedRunLogs && run.StateType is not ApiStateType.Running && run.StartTime is null && !crash.IsAmbiguous;
        if (!isWanted || change.Task.TaskDefinitionArn is not { Length: > 0 } arn)
        {
            return [];
        }

        try
        {
            AwsCredentials there = credentials.At(arn);
            EcsDefinition definition = await new EcsApi(there).DescribeDefinitionAsync(arn, cancellationToken).ConfigureAwait(false);
            string? container = crash.ContainerName ?? NameIn(definition);
            if (container is null)
            {
                return [];
            }

            EcsLogReader reader = EcsLogReader.Open(there, definition, container, change.Identifier);
            return await reader.LastAsync(settings.ForwardCrashedRunLogsMaxEvents, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is AwsException or AwsConfigurationException)
        {
            EcsObserverLog.NotCopied(logger, change.Identifier.TaskArn, exception.Message);
            return [];
        }
    }

    // Of a task that was never started; where none of several is Prefect's, nothing tells which was the run's.
    private static string? NameIn(EcsDefinition definition)
    {
        IReadOnlyList<JsonObject> containers = definition.Document.Objects(EcsContainers.Definitions);
        return EcsContainers.Find(containers, EcsDefaults.ContainerName) is not null || containers.Count == 1
            ? EcsContainers.NameIn(definition.Document, name: null)
            : null;
    }
}
