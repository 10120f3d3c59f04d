namespace Prefect.Client;

/// <summary>How events are sent.</summary>
public sealed class EventSettings
{
    internal EventSettings(SettingReader read)
    {
        WorkerMaxQueueSize = read.Whole("events.worker_max_queue_size");
    }

    /// <summary>Most events that wait to be sent before new ones are dropped; 0, the default, for no limit.</summary>
    public int WorkerMaxQueueSize { get; }
}
