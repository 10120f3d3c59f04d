using System.Globalization;
using Microsoft.Extensions.Logging;
using Prefect.Http;

namespace Prefect.Azure;

/// <summary>What to do when a container ended without success.</summary>
internal static class AciDiagnosis
{
    /// <summary>Null while the container runs and when nothing went wrong.</summary>
    public static InfrastructureDiagnosis? OfEnd(AciJobOutcome outcome)
    {
        if (!outcome.HasEnded || outcome.Succeeded)
        {
            return null;
        }

        if (outcome.WasDeleted)
        {
            return new InfrastructureDiagnosis(
                LogLevel.Warning,
                "The container group was deleted before its container had ended",
                "Most likely the run was cancelled.",
                "Run it again unless that was meant.");
        }

        string code = outcome.ExitCode?.ToString(CultureInfo.InvariantCulture) ?? "none";
        string detail = $"Exit code {code}{(outcome.DetailStatus is { } status ? $", {status}" : "")}{(LastWarning(outcome) is { } warning ? $"; {warning}" : "")}.";
        (string summary, string resolution) = Explain(outcome);
        return new InfrastructureDiagnosis(LogLevel.Error, summary, detail, resolution);
    }

    private static (string Summary, string Resolution) Explain(AciJobOutcome outcome) => outcome switch
    {
        { DetailStatus: { } status } when status.Contains("OOM", StringComparison.OrdinalIgnoreCase) => ("The program used more memory than the container has", "Raise memory."),
        { ExitCode: null, Group.State: "Stopped" } => ("The container group was stopped", "Run it again unless that was meant."),
        { ExitCode: null } => ("The program never began", "Check image, entrypoint and command."),
        { ExitCode: 125 or 126 or 127 } => (
            "The container's program could not be started",
            "Check entrypoint and command; an image that was not made from Prefect's needs entrypoint to be null."),
        { ExitCode: 137 } => ("The program was killed", "Raise memory unless somebody stopped the container group."),
        { ExitCode: 143 } => ("The program was asked to end", "Run it again unless somebody stopped the container group."),
        _ => ("The program failed", "Look at what it printed."),
    };

    private static string? LastWarning(AciJobOutcome outcome) =>
        outcome.Group!.Containers.SelectMany(container => container.Events).LastOrDefault(happened => happened.Type == "Warning") is { } warning
            ? $"{warning.Name}: {warning.Message.TrimEnd('.')}"
            : null;
}
