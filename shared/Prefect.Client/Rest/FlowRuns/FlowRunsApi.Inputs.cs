using System.Text;
using System.Text.Json.Nodes;

namespace Prefect.Client;

/// <summary>Runs of flows: resuming them, and handing values to them.</summary>
public sealed partial class FlowRunsApi
{
    /// <summary>Resumes a paused flow run.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="input">What it waits for, by the names of the fields that it asked for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether it goes on. A run that is not paused, whose pause is over, or that wants another input is rejected.</returns>
    /// <exception cref="PrefectApiException">There is no such run, the server refused the request, or cannot be reached.</exception>
    public Task<SetStateResult> ResumeAsync(Guid id, JsonObject? input = null, CancellationToken cancellationToken = default) =>
        _calls.ProposeAsync(
            new ApiRequest($"resume flow run {id}", HttpMethod.Post, $"/flow_runs/{id}/resume")
            {
                Body = ApiCalls.Json(new ResumeBody(input), WireJson.Default.ResumeBody),
            },
            cancellationToken);

    /// <summary>Hands a value to a flow run.</summary>
    /// <param name="id">The flow run.</param>
    /// <param name="key">Key of the value within the run: letters, digits, dashes, underscores and dots.</param>
    /// <param name="value">The value, as a JSON text.</param>
    /// <param name="sender">Who hands it over, such as <c>prefect.flow-run.ID</c>, to be answered.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException"><paramref name="key"/> is empty, or no key at all.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is <see langword="null"/>.</exception>
    /// <exception cref="PrefectApiException">There is a value of that key (<see cref="PrefectApiException.IsConflict"/>), no such run, the server refused, or cannot be reached.</exception>
    public Task CreateInputAsync(Guid id, string key, string value, string? sender = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(value);
        return _calls.SendAsync(
            HttpMethod.Post, $"hand '{key}' to flow run {id}", $"/flow_runs/{id}/input",
            new InputBody(ApiAddress.Segment(key, nameof(key)), value, sender), WireJson.Default.InputBody, cancellationToken);
    }

    /// <summary>Lists values that were handed to a flow run, the earliest first.</summary>
    /// <param name="id">The flow run.</param>
    /// <param name="prefix">What their keys begin with.</param>
    /// <param name="limit">How many, 1 to 200.</param>
    /// <param name="excludedKeys">Keys to leave out.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentNullException"><paramref name="prefix"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is out of its range.</exception>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public async Task<IReadOnlyList<ApiFlowRunInput>> FilterInputsAsync(
        Guid id, string prefix, int limit = 1, IReadOnlyCollection<string>? excludedKeys = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        ApiCalls.CheckPage(limit, 0);
        return await _calls.PostAsync(
            $"list what was handed to flow run {id}", $"/flow_runs/{id}/input/filter", new InputQueryBody(prefix, limit, excludedKeys ?? []),
            WireJson.Default.InputQueryBody, WireJson.Default.ListApiFlowRunInput, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a value that was handed to a flow run.</summary>
    /// <param name="id">The flow run.</param>
    /// <param name="key">Key of the value.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The value as a JSON text, or <see langword="null"/> where there is none.</returns>
    /// <exception cref="ArgumentException"><paramref name="key"/> is empty, or no key at all.</exception>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public async Task<string?> FindInputAsync(Guid id, string key, CancellationToken cancellationToken = default)
    {
        ApiRequest request = new($"read '{key}' of flow run {id}", HttpMethod.Get, InputPath(id, key)) { Expected = [404] };
        ApiResponse response = await _calls.Transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return response.IsSuccess ? Encoding.UTF8.GetString(response.Body)
            : ApiText.IsPage(response) ? throw ApiErrors.Refused(request, response)
            : null;
    }

    /// <summary>Takes a value back that was handed to a flow run.</summary>
    /// <param name="id">The flow run.</param>
    /// <param name="key">Key of the value.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException"><paramref name="key"/> is empty, or no key at all.</exception>
    /// <exception cref="PrefectApiException">There is none, the server refused, or cannot be reached.</exception>
    public Task DeleteInputAsync(Guid id, string key, CancellationToken cancellationToken = default) =>
        _calls.DeleteAsync($"delete '{key}' of flow run {id}", InputPath(id, key), cancellationToken);

    private static string InputPath(Guid id, string key) => ApiAddress.Path("flow_runs", id.ToString(), "input", ApiAddress.Segment(key, nameof(key)));
}
