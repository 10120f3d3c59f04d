using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>
/// The inputs of flow runs, one by one, as they are kept: JSON under a key. <see cref="FlowRuns"/> is easier to use. Where no run is
/// named, the present one is meant.
/// </summary>
[SyncTwins]
public static partial class RunInputs
{
    /// <summary>Keeps an input.</summary>
    /// <param name="key">Tells it from others of the run: letters, digits, <c>-</c>, <c>_</c> and <c>.</c>, at most 255.</param>
    /// <param name="value">The content.</param>
    /// <param name="flowRunId">The run. Default: the present one.</param>
    /// <param name="sender">Who sends it, as <c>prefect.flow-run.ID</c>. Default: nobody.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">The key breaks the rules.</exception>
    /// <exception cref="InvalidOperationException">No run is named, and there is none here; or the run has an input of that key already.</exception>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    public static async Task CreateAsync(
        string key, JsonNode? value, Guid? flowRunId = null, string? sender = null, CancellationToken cancellationToken = default)
    {
        RunInputKeys.Check(key, nameof(key));
        (IRunStore store, Guid run) = RunInputSending.Target(flowRunId);
        if (!await store.Inputs.CreateAsync(RunInputSending.Entry(run, key, value, sender), cancellationToken).ConfigureAwait(false))
        {
            throw new InvalidOperationException($"The flow run {run} has an input '{key}' already. Delete it first, or choose another key.");
        }
    }

    /// <summary>Gives inputs whose keys begin alike, in the order in which they came.</summary>
    /// <param name="keyPrefix">How the keys begin.</param>
    /// <param name="limit">Most to give, 1 or more. Default: 1.</param>
    /// <param name="excludeKeys">Keys that are left out.</param>
    /// <param name="flowRunId">The run. Default: the present one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is less than 1.</exception>
    /// <exception cref="InvalidOperationException">No run is named, and there is none here.</exception>
    /// <exception cref="RunStoreException">The store cannot be read.</exception>
    public static async Task<IReadOnlyList<RunInputEntry>> FilterAsync(
        string keyPrefix, int limit = 1, IEnumerable<string>? excludeKeys = null, Guid? flowRunId = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keyPrefix);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        (IRunStore store, Guid run) = RunInputSending.Target(flowRunId);
        return await store.Inputs.ListAsync(run, keyPrefix, limit, new HashSet<string>(excludeKeys ?? [], StringComparer.Ordinal), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the content of an input.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="flowRunId">The run. Default: the present one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The content, or <see langword="null"/> when there is none.</returns>
    /// <exception cref="ArgumentException">The key breaks the rules.</exception>
    /// <exception cref="InvalidOperationException">No run is named, and there is none here.</exception>
    /// <exception cref="RunStoreException">The store cannot be read.</exception>
    public static async Task<JsonNode?> ReadAsync(string key, Guid? flowRunId = null, CancellationToken cancellationToken = default)
    {
        RunInputKeys.Check(key, nameof(key));
        (IRunStore store, Guid run) = RunInputSending.Target(flowRunId);
        RunInputEntry? found = await store.Inputs.FindAsync(run, key, cancellationToken).ConfigureAwait(false);
        return found is null ? null : JsonNode.Parse(found.Value);
    }

    /// <summary>Deletes an input.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="flowRunId">The run. Default: the present one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether it was there.</returns>
    /// <exception cref="ArgumentException">The key breaks the rules.</exception>
    /// <exception cref="InvalidOperationException">No run is named, and there is none here.</exception>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    public static async Task<bool> DeleteAsync(string key, Guid? flowRunId = null, CancellationToken cancellationToken = default)
    {
        RunInputKeys.Check(key, nameof(key));
        (IRunStore store, Guid run) = RunInputSending.Target(flowRunId);
        return await store.Inputs.DeleteAsync(run, key, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks a question: keeps the JSON schema of a type, and what people are told.</summary>
    /// <param name="keyset">The keys.</param>
    /// <param name="request">What people are told, and what they need not fill in.</param>
    /// <param name="flowRunId">The run. Default: the present one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <typeparam name="T">Type of the answer.</typeparam>
    /// <exception cref="ArgumentException">The initial data names a member that the type has not.</exception>
    /// <exception cref="InvalidOperationException">No run is named, and there is none here.</exception>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    public static Task SaveAsync<T>(Keyset keyset, RunInputRequest? request = null, Guid? flowRunId = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keyset);
        (IRunStore store, Guid run) = RunInputSending.Target(flowRunId);
        return RunQuestions.SaveAsync(store, run, keyset, RunInputType.Of(typeof(T)), request ?? RunInputRequest.None, cancellationToken);
    }

    /// <summary>Reads the answer to a question.</summary>
    /// <param name="keyset">The keys.</param>
    /// <param name="request">The request that the question was asked with.</param>
    /// <param name="flowRunId">The run. Default: the present one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <typeparam name="T">Type of the answer.</typeparam>
    /// <exception cref="RunInputException">There is no answer and not everything has a default, or the answer does not fit the type.</exception>
    /// <exception cref="InvalidOperationException">No run is named, and there is none here.</exception>
    /// <exception cref="RunStoreException">The store cannot be read.</exception>
    public static async Task<T> LoadAsync<T>(Keyset keyset, RunInputRequest? request = null, Guid? flowRunId = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keyset);
        (IRunStore store, Guid run) = RunInputSending.Target(flowRunId);
        return (T)(await RunQuestions.LoadAsync(store, run, keyset, RunInputType.Of(typeof(T)), request ?? RunInputRequest.None, cancellationToken).ConfigureAwait(false))!;
    }
}
