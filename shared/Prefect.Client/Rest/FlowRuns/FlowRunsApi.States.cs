namespace Prefect.Client;

/// <summary>Runs of flows: their states.</summary>
public sealed partial class FlowRunsApi
{
    /// <summary>Asks the server to put a flow run in a state. Its rules decide, and its answer says what came of it.</summary>
    /// <param name="id">The flow run.</param>
    /// <param name="state">The state that is proposed.</param>
    /// <param name="cancellationToken">Gives up. The server may have changed the state all the same.</param>
    /// <returns>Whether the state was accepted, another one took its place, it was refused, or has to wait.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is <see langword="null"/>.</exception>
    /// <exception cref="PrefectApiException">There is no such run, the server refused the request, or cannot be reached.</exception>
    public Task<SetStateResult> SetStateAsync(Guid id, ApiStateProposal state, CancellationToken cancellationToken = default) =>
        SetStateAsync(id, state, force: false, cancellationToken);

    /// <summary>Puts a flow run in a state, past the server's rules: for what has happened already, such as a crash.</summary>
    /// <param name="id">The flow run.</param>
    /// <param name="state">The state.</param>
    /// <param name="cancellationToken">Gives up. The server may have changed the state all the same.</param>
    /// <exception cref="ArgumentNullException"><paramref name="state"/> is <see langword="null"/>.</exception>
    /// <exception cref="PrefectApiException">There is no such run, the server refused the request, or cannot be reached.</exception>
    public Task<SetStateResult> ForceStateAsync(Guid id, ApiStateProposal state, CancellationToken cancellationToken = default) =>
        SetStateAsync(id, state, force: true, cancellationToken);

    /// <summary>Lists the states that a flow run went through, the earliest first.</summary>
    /// <param name="id">The flow run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The states; none for a run that does not exist.</returns>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public async Task<IReadOnlyList<ApiState>> ReadStatesAsync(Guid id, CancellationToken cancellationToken = default)
    {
        ApiRequest request = new($"read the states of flow run {id}", HttpMethod.Get, "/flow_run_states/") { Query = $"flow_run_id={id}" };
        List<ApiState> states = await _calls.CallAsync(request, WireJson.Default.ListApiState, cancellationToken).ConfigureAwait(false);
        return [.. states.OrderBy(state => state.Timestamp)];
    }

    private Task<SetStateResult> SetStateAsync(Guid id, ApiStateProposal state, bool force, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(state);
        ApiStateProposal proposed = state with { StateDetails = state.StateDetails with { FlowRunId = id } };
        return _calls.ProposeAsync($"set flow run {id} to {state.Name}", $"/flow_runs/{id}/set_state", proposed, force, cancellationToken);
    }
}
