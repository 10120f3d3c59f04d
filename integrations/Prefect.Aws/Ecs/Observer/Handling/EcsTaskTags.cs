using System.Collections.ObjectModel;
using Microsoft.Extensions.Logging;

namespace Prefect.Aws;

/// <summary>Reads the tags of tasks, which events do not hold.</summary>
internal sealed class EcsTaskTags(AwsCredentials credentials, TimeProvider clock, ILogger logger)
{
    private const int Remembered = 100;

    // The service forgets tasks about an hour after they stopped.
    private static readonly TimeSpan s_forgotten = TimeSpan.FromHours(1);

    private readonly EcsRecent<IReadOnlyDictionary<string, string>> _known = new(Remembered);

    /// <summary>Gives the tags of an event's task; none where the service knows the task no longer.</summary>
    /// <exception cref="EcsTaskNotFoundException">The service does not know the task yet.</exception>
    /// <exception cref="AwsException">The service refused the request or could not be reached.</exception>
    public async Task<IReadOnlyDictionary<string, string>> ReadAsync(EcsTaskEvent change, CancellationToken cancellationToken)
    {
        EcsIdentifier identifier = change.Identifier;
        if (_known.TryGet(identifier.TaskArn, out IReadOnlyDictionary<string, string>? known))
        {
            return known;
        }

        try
        {
            EcsApi api = new(credentials.At(identifier.TaskArn));
            EcsTaskDescription task = await api.DescribeTaskAsync(identifier, cancellationToken).ConfigureAwait(false);
            IReadOnlyDictionary<string, string> tags = task.ToOutcome(identifier, containerName: null).Tags;
            _known.Set(identifier.TaskArn, tags);
            return tags;
        }
        catch (EcsTaskNotFoundException) when (change.Time is not { } time || clock.GetUtcNow() - time > s_forgotten)
        {
            EcsObserverLog.Forgotten(logger, identifier.TaskArn);
            return ReadOnlyDictionary<string, string>.Empty;
        }
    }
}
