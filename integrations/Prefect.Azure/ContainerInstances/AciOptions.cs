using Azure.Core.Pipeline;

namespace Prefect.Azure;

/// <summary>How patiently Azure is asked. How often it is asked is said by the job: <see cref="AciJob.TaskWatchPollInterval"/>.</summary>
public sealed record AciOptions
{
    /// <summary>The defaults.</summary>
    public static AciOptions Default { get; } = new();

    /// <summary>
    /// How long the service may be out of reach while a container is waited for, before the waiting ends with its error. The container
    /// goes on. Default: 15 minutes.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, or longer than a day.</exception>
    public TimeSpan Patience
    {
        get;
        init => field = Bearable(value);
    } = TimeSpan.FromMinutes(15);

    /// <summary>How long the deletion of a container group is waited for. It goes on after that. Default: 30 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative, or longer than a day.</exception>
    public TimeSpan DeletionTimeout
    {
        get;
        init => field = Bearable(value);
    } = AciDefaults.DeletionTimeout;

    /// <summary>How long one answer may take. Default: 100 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not positive, or longer than a day.</exception>
    public TimeSpan RequestTimeout
    {
        get;
        init => field = value > TimeSpan.Zero ? Bearable(value) : throw new ArgumentOutOfRangeException(nameof(value));
    } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// Address of Resource Manager, for Azure Stack and other clouds of one's own. Default: that of the cloud that <c>authority</c> of
    /// the credentials belongs to.
    /// </summary>
    /// <exception cref="ArgumentException">It is no absolute address that begins with https.</exception>
    public Uri? Endpoint
    {
        get;
        init => field = value is null or { IsAbsoluteUri: true, Scheme: "https" }
            ? value
            : throw new ArgumentException("The address of Resource Manager is absolute and begins with https.", nameof(value));
    }

    /// <summary>
    /// Whether the container is stopped, or its group deleted, when the waiting for it is cancelled. Default: false.
    /// </summary>
    public bool CancelRemote { get; init; }

    /// <summary>Tells the time. Default: the system's clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal HttpPipelineTransport? Transport { get; init; }

    internal ArmAccess Access => new() { Endpoint = Endpoint, RequestTimeout = RequestTimeout, TimeProvider = TimeProvider, Transport = Transport };

    private static TimeSpan Bearable(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(time, TimeSpan.FromDays(1));
        return time;
    }
}
