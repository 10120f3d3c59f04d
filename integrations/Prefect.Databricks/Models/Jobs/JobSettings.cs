using System.Text.Json.Nodes;

namespace Prefect.Databricks;

/// <summary>What a job does, where and when.</summary>
public sealed record JobSettings : DatabricksModel
{
    /// <summary>Whom mails are sent to.</summary>
    public JobEmailNotifications? EmailNotifications { get; init; }

    /// <summary>Form of the settings.</summary>
    public JobFormat? Format { get; init; }

    /// <summary>Repository that notebooks and programs are taken from.</summary>
    public GitSource? GitSource { get; init; }

    /// <summary>Clusters that tasks share.</summary>
    public IReadOnlyList<JobCluster>? JobClusters { get; init; }

    /// <summary>How many runs there may be at once. Default: 1.</summary>
    public int? MaxConcurrentRuns { get; init; }

    /// <summary>Name of the job. Default: Untitled.</summary>
    public string? Name { get; init; }

    /// <summary>When it is started by itself.</summary>
    public CronSchedule? Schedule { get; init; }

    /// <summary>Labels, by name; at most 25.</summary>
    public JsonObject? Tags { get; init; }

    /// <summary>Its tasks.</summary>
    public IReadOnlyList<JobTaskSettings>? Tasks { get; init; }

    /// <summary>How many seconds it may take; 0 for any time.</summary>
    public int? TimeoutSeconds { get; init; }

    /// <summary>Webhooks that are called.</summary>
    public WebhookNotifications? WebhookNotifications { get; init; }

    /// <summary>Parameters of the job.</summary>
    public IReadOnlyList<JobParameter>? Parameters { get; init; }
}
