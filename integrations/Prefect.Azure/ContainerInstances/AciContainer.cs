using System.Text.Json.Nodes;

namespace Prefect.Azure;

/// <summary>A container of a container group.</summary>
public sealed record AciContainer
{
    internal const string Terminated = "Terminated";

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its image.</summary>
    public string? Image { get; init; }

    /// <summary>How it stands: <c>Waiting</c>, <c>Running</c>, <c>Terminated</c>; null until it is known.</summary>
    public string? State { get; init; }

    /// <summary>What its program returned; null while it runs.</summary>
    public int? ExitCode { get; init; }

    /// <summary>More about how it stands, such as <c>Completed</c>, <c>Error</c> or <c>CrashLoopBackOff</c>.</summary>
    public string? DetailStatus { get; init; }

    /// <summary>When it began to be as it is.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it had ended.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>How often it was started again.</summary>
    public int RestartCount { get; init; }

    /// <summary>What happened to it: pulling its image, starting, being killed.</summary>
    public IReadOnlyList<AciEvent> Events { get; init; } = [];

    internal static AciContainer Read(JsonObject container)
    {
        JsonObject properties = container.Object("properties") ?? [];
        JsonObject view = properties.Object("instanceView") ?? [];
        JsonObject state = view.Object("currentState") ?? [];
        return new AciContainer
        {
            Name = container.Text("name") ?? "",
            Image = properties.Text("image"),
            State = state.Text("state"),
            ExitCode = state.Text("state") == Terminated ? state.Integer("exitCode") : null,
            DetailStatus = state.Text("detailStatus"),
            StartedAt = state.Time("startTime"),
            FinishedAt = state.Time("finishTime"),
            RestartCount = view.Integer("restartCount") ?? 0,
            Events = [.. view.Objects("events").Select(AciEvent.Read)],
        };
    }
}
