using System.Runtime.CompilerServices;

namespace Prefect.Azure;

public sealed partial class AciJobRun
{
    /// <summary>Reads what the container has printed so far: up to 4 MB, the end of it where there is more.</summary>
    /// <param name="tail">How many lines at most, at least 1; null for as many as there are.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tail"/> is not positive.</exception>
    /// <exception cref="AciJobNotFoundException">There is no such container group, or no longer, or not yet.</exception>
    /// <exception cref="AzureException">The service refused a request or could not be reached.</exception>
    public async Task<IReadOnlyList<AciLogLine>> ReadLogsAsync(int? tail = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tail ?? 1, 1, nameof(tail));
        AciJobOutcome outcome = await DescribeAsync(cancellationToken).ConfigureAwait(false);
        return new AciLogReader().Next(await ReadAsync(outcome.Group!, tail, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>
    /// Reads what the container prints, each line once, until it has ended. The group is left as it is: wait for the run afterwards.
    /// </summary>
    /// <param name="cancellationToken">Ends the operation, not the container.</param>
    /// <exception cref="AciJobException">The container could not be started.</exception>
    /// <exception cref="AciJobNotFoundException">The run was taken up, and there is no such container group, or no longer.</exception>
    /// <exception cref="AzureException">The service refused a request, or was out of reach for longer than <see cref="AciOptions.Patience"/>.</exception>
    public async IAsyncEnumerable<AciLogLine> FollowLogsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        AciWatch watch = Watch(timeout: null);
        AciLogReader reader = new();
        AciContainerGroup? group = await watch.UntilStartedAsync(cancellationToken).ConfigureAwait(false);
        if (group is null && IsAttached)
        {
            throw NotFound("read what was printed", null);
        }

        while (group is not null)
        {
            foreach (AciLogLine line in await NextAsync(reader, group, cancellationToken).ConfigureAwait(false))
            {
                yield return line;
            }

            if (new AciJobOutcome { Identifier = Identifier, Group = group }.HasEnded)
            {
                yield break;
            }

            group = await watch.NextAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits until the container has ended, and leaves its group as it is.</summary>
    internal async Task<AciJobOutcome> WatchAsync(TimeSpan? timeout, CancellationToken cancellationToken)
    {
        AciWatch watch = Watch(timeout);
        AciContainerGroup? group = await watch.UntilStartedAsync(cancellationToken).ConfigureAwait(false);
        if (group is null && IsAttached)
        {
            throw NotFound("wait for the container", null);
        }

        AciLogReader reader = new();
        return await watch.UntilEndedAsync(group, StreamAsync, cancellationToken).ConfigureAwait(false);

        async Task StreamAsync(AciContainerGroup seen)
        {
            IReadOnlyList<AciLogLine> lines = _job.StreamOutput ? await NextAsync(reader, seen, cancellationToken).ConfigureAwait(false) : [];
            foreach (AciLogLine line in lines)
            {
                AciLog.Line(Logger, line.Message);
            }
        }
    }

    /// <summary>The lines that are new. That they cannot be read is no reason to wait no longer.</summary>
    private async Task<IReadOnlyList<AciLogLine>> NextAsync(AciLogReader reader, AciContainerGroup group, CancellationToken cancellationToken)
    {
        try
        {
            string content = await ReadAsync(group, AciDefaults.LogLines, cancellationToken).ConfigureAwait(false);
            return reader.Next(reader.MayMiss(content) ? await ReadAsync(group, tail: null, cancellationToken).ConfigureAwait(false) : content);
        }
        catch (AzureException exception)
        {
            AciLog.NoLogs(Logger, Identifier.ContainerGroupName, exception.Message);
            return [];
        }
    }

    private async Task<string> ReadAsync(AciContainerGroup group, int? tail, CancellationToken cancellationToken) =>
        group.Containers is [{ Name.Length: > 0 } container, ..]
            ? await Groups.GetLogsAsync(_job.ResourceGroupName, Identifier.ContainerGroupName, container.Name, tail, timestamps: true, cancellationToken)
                .ConfigureAwait(false)
            : "";
}
