using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Prefect.Blocks;
using Prefect.Client;

namespace Prefect.Aws;

/// <summary>
/// Tells a Prefect server what becomes of the containers of flow runs on Amazon ECS, which its worker does not wait for: events of tasks
/// become events of Prefect's, runs whose container failed are marked as crashed, and what a container printed that never reached the
/// server is copied to the log of its run.
/// </summary>
/// <remarks>
/// It reads a queue of Amazon SQS that a rule of EventBridge sends events of the type <c>ECS Task State Change</c> to. It works beside
/// any worker, Prefect's own for one, and several of them may read one queue: what comes twice is done once.
/// </remarks>
/// <example>
/// <code>
/// EcsObserver observer = new(credentials, new EcsObserverSettings { QueueName = "nightly-ecs-events" });
/// await observer.RunAsync(stopping);
/// </code>
/// </example>
[SyncTwins]
public sealed partial class EcsObserver
{
    private const int MostRestarts = 5;

    private static readonly TimeSpan s_firstDelay = TimeSpan.FromSeconds(30);

    // What went well for longer is not counted with what goes wrong later.
    private static readonly TimeSpan s_healthy = TimeSpan.FromHours(1);

    private readonly AwsCredentials _credentials;
    private readonly EcsObserverSettings _settings;
    private readonly TimeProvider _clock;
    private readonly PrefectApi? _server;

    /// <summary>Makes an observer.</summary>
    /// <param name="credentials">How to sign in to Amazon Web Services. Default: as the machine says.</param>
    /// <param name="settings">What it reads and forwards. Default: those of the environment, see <see cref="EcsObserverSettings.FromEnvironment()"/>.</param>
    /// <param name="server">The server that it tells. Default: the one of this process's settings (<c>PREFECT_API_URL</c>).</param>
    /// <exception cref="AwsConfigurationException">A setting of the environment has a value that cannot be used.</exception>
    public EcsObserver(AwsCredentials? credentials = null, EcsObserverSettings? settings = null, PrefectApi? server = null)
    {
        _server = server;
        _credentials = credentials ?? new AwsCredentials();
        _settings = settings ?? EcsObserverSettings.FromEnvironment();
        _clock = _settings.TimeProvider;
    }

    internal ILogger Logger { get; init; } = PrefectLogging.CreateLogger(typeof(EcsObserver));

    /// <summary>
    /// Observes until it is cancelled. It ends before that, with a warning, where there is no queue, and where the settings say that it is
    /// not to be.
    /// </summary>
    /// <remarks>
    /// A queue that cannot be read is tried again after pauses; then the observer begins anew, 30 seconds to 8 minutes later and five
    /// times at most. A message is deleted when all is done that it asks for; otherwise it comes again after five minutes.
    /// </remarks>
    /// <param name="cancellationToken">Ends the observing. A message that is being handled comes again.</param>
    /// <exception cref="SettingsException">No server was given, and this process's settings name none.</exception>
    /// <exception cref="AwsConfigurationException">The credentials contradict themselves, or have a value that cannot be used.</exception>
    /// <exception cref="AwsException">The queue could not be read for too long.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (!_settings.Enabled)
        {
            EcsObserverLog.Disabled(Logger);
            return;
        }

        EcsFlowRuns runs = new(_server ?? PrefectApi.For(PrefectSettings.Current), _clock);
        EcsMessageHandling handling = new(new EcsTaskTags(_credentials, _clock, Logger), Handlers(runs), Logger);
        for (int restarts = 0; ;)
        {
            long began = _clock.GetTimestamp();
            try
            {
                await ObserveAsync(handling, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (AwsException exception)
            {
                cancellationToken.ThrowIfCancellationRequested();
                restarts = _clock.GetElapsedTime(began) > s_healthy ? 1 : restarts + 1;
                if (restarts > MostRestarts)
                {
                    EcsObserverLog.GaveUp(Logger, restarts, exception.Message);
                    throw;
                }

                TimeSpan delay = s_firstDelay * Math.Pow(2, restarts - 1);
                EcsObserverLog.BrokeOff(Logger, delay, restarts, MostRestarts, exception.Message);
                await Task.Delay(delay, _clock, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task ObserveAsync(EcsMessageHandling handling, CancellationToken cancellationToken)
    {
        AwsCredentials there = _settings.QueueRegion is { } name ? _credentials with { RegionName = name } : _credentials;
        string region = there.Region();
        SqsQueue? queue = await SqsQueue.FindAsync(there, _settings.QueueName, _clock, Logger, cancellationToken).ConfigureAwait(false);
        if (queue is null)
        {
            EcsObserverLog.NoQueue(Logger, _settings.QueueName, region);
            return;
        }

        EcsObserverLog.Started(Logger, _settings.QueueName, region);
        EcsMessageHolder holder = new(queue, _clock);
        while (true)
        {
            foreach (SqsMessage message in await queue.ReceiveAsync(cancellationToken).ConfigureAwait(false))
            {
                if (await holder.WhileAsync(message, token => handling.HandleAsync(message, token), cancellationToken).ConfigureAwait(false))
                {
                    await queue.DeleteAsync(message, cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    private IReadOnlyList<IEcsEventHandler> Handlers(EcsFlowRuns runs) =>
    [
        new EcsEventReplication(runs, _clock),
        new EcsPendingReport(runs, Logger),
        new EcsCrashReport(runs, new EcsCrashLog(runs, _credentials, _settings, Logger), Logger),
        new EcsDefinitionRemoval(_credentials, Logger),
    ];
}
