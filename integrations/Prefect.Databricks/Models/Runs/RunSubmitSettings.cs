namespace Prefect.Databricks;

/// <summary>Tasks that are run once, without a job.</summary>
public sealed record RunSubmitSettings : DatabricksModel
{
    /// <summary>Repository that notebooks and programs are taken from.</summary>
    public GitSource? GitSource { get; init; }

    /// <summary>Names the request, at most 64 characters: the service starts one run for it, however often it is sent.</summary>
    public string? IdempotencyToken { get; init; }

    /// <summary>Name of the run. Default: Untitled.</summary>
    public string? RunName { get; init; }

    /// <summary>Its tasks.</summary>
    public IReadOnlyList<RunSubmitTaskSettings>? Tasks { get; init; }

    /// <summary>How many seconds it may take; 0 for any time.</summary>
    public int? TimeoutSeconds { get; init; }

    /// <summary>Webhooks that are called.</summary>
    public WebhookNotifications? WebhookNotifications { get; init; }

    /// <summary>Who may do what with it.</summary>
    public IReadOnlyList<AccessControlRequest>? AccessControlList { get; init; }
}
