using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Client;

/// <summary>Runs of flows: creating, changing and deleting them.</summary>
public sealed partial class FlowRunsApi
{
    /// <summary>Creates a flow run. Where the flow has one with the same idempotency key, that one is given.</summary>
    /// <param name="draft">What it is to be.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentNullException"><paramref name="draft"/> is <see langword="null"/>.</exception>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public Task<ApiFlowRun> CreateAsync(ApiFlowRunDraft draft, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(draft);
        JsonObject body = InitialState.WithoutDefaults(JsonSerializer.SerializeToNode(draft, SparseJson.Default.ApiFlowRunDraft)!);
        return _calls.PostAsync("create a flow run", "/flow_runs/", body, WireJson.Default.JsonObject, WireJson.Default.ApiFlowRun, cancellationToken);
    }

    /// <summary>Changes a flow run. Only what is given is sent.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="changes">What is to change.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentNullException"><paramref name="changes"/> is <see langword="null"/>.</exception>
    /// <exception cref="PrefectApiException">There is none (<see cref="PrefectApiException.IsNotFound"/>), the server refused, or cannot be reached.</exception>
    public Task UpdateAsync(Guid id, ApiFlowRunChanges changes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return _calls.SendAsync(
            HttpMethod.Patch, $"change flow run {id}", $"/flow_runs/{id}", changes, SparseJson.Default.ApiFlowRunChanges, cancellationToken);
    }

    /// <summary>Gives a flow run further labels.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="labels">Texts, numbers and yes or no.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentNullException"><paramref name="labels"/> is <see langword="null"/>.</exception>
    /// <exception cref="PrefectApiException">There is none, the server refused, or cannot be reached.</exception>
    public Task AddLabelsAsync(Guid id, JsonObject labels, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(labels);
        return _calls.SendAsync(HttpMethod.Patch, $"label flow run {id}", $"/flow_runs/{id}/labels", labels, WireJson.Default.JsonObject, cancellationToken);
    }

    /// <summary>Deletes a flow run.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">There is none (<see cref="PrefectApiException.IsNotFound"/>), the server refused, or cannot be reached.</exception>
    public Task DeleteAsync(Guid id, CancellationToken cancellationToken = default) =>
        _calls.DeleteAsync($"delete flow run {id}", $"/flow_runs/{id}", cancellationToken);
}
