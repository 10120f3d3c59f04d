namespace Prefect.Client;

/// <summary>What flows start with.</summary>
public sealed class FlowSettings
{
    internal FlowSettings(SettingReader read)
    {
        DefaultRetries = read.Whole("flows.default_retries");
        DefaultRetryDelaySeconds = read.Numbers("flows.default_retry_delay_seconds");
        HeartbeatFrequency = read.Text("flows.heartbeat_frequency") is null ? null : read.Seconds("flows.heartbeat_frequency");
    }

    /// <summary>How often a failed flow is repeated: 0 or more, 0 by default.</summary>
    public int DefaultRetries { get; }

    /// <summary>Seconds before each repetition; the last one holds for all that follow. 0 by default.</summary>
    public IReadOnlyList<double> DefaultRetryDelaySeconds { get; }

    /// <summary>Time between signs of life, 180 seconds by default; <see langword="null"/> turns them off.</summary>
    public TimeSpan? HeartbeatFrequency { get; }
}
