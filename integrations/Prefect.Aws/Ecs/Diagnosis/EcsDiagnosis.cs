using System.Globalization;
using Microsoft.Extensions.Logging;
using Prefect.Http;

namespace Prefect.Aws;

/// <summary>Tells from how a task stopped what went wrong.</summary>
internal static class EcsDiagnosis
{
    public static InfrastructureDiagnosis? OfStopped(EcsTaskOutcome outcome)
    {
        if (!outcome.HasStopped || outcome.Succeeded)
        {
            return null;
        }

        string reasons = string.Join(' ', [outcome.StoppedReason, .. outcome.Containers.Select(container => container.Reason)]);
        return OfReason(reasons.Trim()) ?? OfStopCode(outcome) ?? OfContainers(outcome);
    }

    private static InfrastructureDiagnosis? OfReason(string reasons)
    {
        if (Says(reasons, "CannotPull"))
        {
            return Error("The image could not be fetched", reasons,
                "Check that image is right and there. A private registry needs an execution role that may read it, or repositoryCredentials; and a way to reach it: a public address, a NAT gateway or an endpoint.");
        }

        if (Says(reasons, "ResourceInitializationError"))
        {
            return Error("The task's secrets, logs or volumes could not be set up", reasons,
                "The execution role must be allowed to read the secrets and write the logs, and the subnets must lead to these services.");
        }

        return Says(reasons, "OutOfMemory")
            ? Error("The container ran out of memory", reasons, "Raise memory, or let the program use less.")
            : null;
    }

    private static InfrastructureDiagnosis? OfStopCode(EcsTaskOutcome outcome)
    {
        string detail = string.IsNullOrEmpty(outcome.StoppedReason) ? "The service gave no reason." : outcome.StoppedReason;
        return outcome.StopCode switch
        {
            "TaskFailedToStart" => Error("The task did not begin to run", detail,
                "See the reason. Common ones: too little capacity, a role that lacks a permission, subnets without a way out."),
            "SpotInterruption" => Warning("Amazon took the spare machine back", detail, "Run it again, or use the launch type FARGATE for work that must not be interrupted."),
            "UserInitiated" when outcome.ExitCode is not 0 => Warning("The task was stopped from outside", detail, "Nothing is wrong with the task itself; the account's CloudTrail tells who stopped it."),
            _ => null,
        };
    }

    private static InfrastructureDiagnosis OfContainers(EcsTaskOutcome outcome)
    {
        EcsContainerOutcome[] failed = [.. outcome.Containers.Where(container => container.ExitCode is not (null or 0))];
        EcsContainerOutcome[] ended = [.. outcome.Containers.Where(container => container.ExitCode is null)];
        string detail = string.Join(' ', [.. failed.Select(Exit), .. ended.Select(container => $"Container '{container.Name}' has no exit code."), outcome.StoppedReason]).Trim();
        if (failed.Length > 0)
        {
            return Error("A container's program failed", detail, Array.Exists(failed, container => container.ExitCode == 137)
                ? "It was killed, most often because memory ran out: raise memory. Otherwise see its log."
                : "See its log.");
        }

        return Warning("The task was ended by the service or by the machines below", detail.Length == 0 ? "The service gave no reason." : detail,
            "Common reasons: a spare machine that was taken back, a machine that failed or was scaled away, somebody who stopped it. Run it again; the cluster's events and CloudTrail tell more.");
    }

    private static string Exit(EcsContainerOutcome container) =>
        string.Create(CultureInfo.InvariantCulture, $"Container '{container.Name}' ended with the exit code {container.ExitCode}.");

    private static bool Says(string reasons, string sign) => reasons.Contains(sign, StringComparison.OrdinalIgnoreCase);

    private static InfrastructureDiagnosis Error(string summary, string detail, string resolution) => new(LogLevel.Error, summary, detail, resolution);

    private static InfrastructureDiagnosis Warning(string summary, string detail, string resolution) => new(LogLevel.Warning, summary, detail, resolution);
}
