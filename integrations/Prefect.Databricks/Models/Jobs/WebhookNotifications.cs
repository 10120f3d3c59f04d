namespace Prefect.Databricks;

/// <summary>Webhooks that are called about runs; of each kind at most three.</summary>
public sealed record WebhookNotifications : DatabricksModel
{
    /// <summary>Who is told when a run fails.</summary>
    public IReadOnlyList<OnFailureItem>? OnFailure { get; init; }

    /// <summary>Who is told when a run begins.</summary>
    public IReadOnlyList<OnStartItem>? OnStart { get; init; }

    /// <summary>Who is told when a run ends well.</summary>
    public IReadOnlyList<OnSuccessItem>? OnSuccess { get; init; }
}
