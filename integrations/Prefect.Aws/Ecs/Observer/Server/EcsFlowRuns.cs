using Prefect.Blocks;
using Prefect.Client;

namespace Prefect.Aws;

/// <summary>The flow runs of a Prefect server, as far as the observer has to do with them.</summary>
internal sealed class EcsFlowRuns(PrefectApi server, TimeProvider clock)
{
    private const string LoggerName = "prefect.flow_runs.observer";
    private const int MostWaits = 5;

    // With room for what JSON makes of letters: servers take a million bytes a line and four a request.
    private const int LongestLine = 150_000;
    private const int LongestBatch = 500_000;

    private static readonly TimeSpan s_longestWait = TimeSpan.FromMinutes(1);

    /// <summary>Reads a flow run; null when there is none.</summary>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public Task<ApiFlowRun?> FindAsync(Guid id, CancellationToken cancellationToken) => server.FlowRuns.FindAsync(id, cancellationToken);

    /// <summary>Proposes a state.</summary>
    /// <returns>Whether the run is in it now; if not, the server decided otherwise, or there is no such run any more.</returns>
    /// <exception cref="TimeoutException">The server wants it to be proposed later.</exception>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public async Task<bool> ProposeAsync(Guid id, ApiStateProposal state, CancellationToken cancellationToken)
    {
        // One change, however often it is proposed: a server that made it, and whose answer was lost, says so by this id.
        Guid transition = Guid.NewGuid();
        ApiStateProposal proposal = state with { StateDetails = state.StateDetails with { TransitionId = transition } };
        try
        {
            for (int waits = 0; ; waits++)
            {
                SetStateResult answer = await server.FlowRuns.SetStateAsync(id, proposal, cancellationToken).ConfigureAwait(false);
                if (answer.Status is not SetStateStatus.Wait)
                {
                    return answer.IsAccepted || answer.State?.StateDetails.TransitionId == transition;
                }

                if (waits == MostWaits || answer.Delay > s_longestWait)
                {
                    throw new TimeoutException($"The server wants the state {state.Name} of the flow run '{id}' to be proposed later, in {answer.Delay}.");
                }

                await Task.Delay(answer.Delay, clock, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (PrefectApiException exception) when (exception.IsNotFound)
        {
            return false;
        }
    }

    /// <summary>Writes lines to the log of a run.</summary>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public async Task WriteLogAsync(Guid id, IEnumerable<EcsRunLogLine> lines, CancellationToken cancellationToken)
    {
        List<ApiLogEntry> batch = [];
        int length = 0;
        foreach (ApiLogEntry entry in lines.Select(line => Entry(id, line)))
        {
            if (batch.Count > 0 && length + entry.Message.Length > LongestBatch)
            {
                await server.Logs.CreateAsync(batch, cancellationToken).ConfigureAwait(false);
                batch.Clear();
                length = 0;
            }

            batch.Add(entry);
            length += entry.Message.Length;
        }

        await server.Logs.CreateAsync(batch, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Tells the server of an event. It takes each event once.</summary>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public Task EmitAsync(ApiEvent change, CancellationToken cancellationToken) => server.Events.CreateAsync([change], cancellationToken);

    private static ApiLogEntry Entry(Guid id, EcsRunLogLine line)
    {
        string text = SecretMasker.Mask(line.Text);
        return new ApiLogEntry
        {
            Name = LoggerName,
            Level = (int)line.Level * 10,
            Message = text.Length > LongestLine ? text[..LongestLine] + "…" : text,
            Timestamp = line.Time,
            FlowRunId = id,
        };
    }
}
