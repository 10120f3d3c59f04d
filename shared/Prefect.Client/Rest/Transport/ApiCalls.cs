using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Prefect.Client;

/// <summary>The ways in which the groups of the API call it.</summary>
internal sealed class ApiCalls(ApiTransport transport)
{
    /// <summary>How many items a server gives at once, at most.</summary>
    public const int PageSize = 200;

    public ApiTransport Transport => transport;

    public Task<T> GetAsync<T>(string what, string path, JsonTypeInfo<T> answer, CancellationToken cancellationToken) =>
        CallAsync(new ApiRequest(what, HttpMethod.Get, path), answer, cancellationToken);

    /// <summary>The same, null where what is asked for does not exist.</summary>
    public async Task<T?> FindAsync<T>(string what, string path, string query, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
        where T : class
    {
        ApiRequest request = new(what, HttpMethod.Get, path) { Query = query, Expected = [404] };
        ApiResponse response = await transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return !response.IsSuccess && !ApiText.IsPage(response) ? null
            : response.IsSuccess ? ApiText.Read(response, answer, request)
            : throw ApiErrors.Refused(request, response);
    }

    public Task<T> PostAsync<TBody, T>(
        string what, string path, TBody body, JsonTypeInfo<TBody> type, JsonTypeInfo<T> answer, CancellationToken cancellationToken) =>
        CallAsync(new ApiRequest(what, HttpMethod.Post, path) { Body = Json(body, type) }, answer, cancellationToken);

    public Task SendAsync<TBody>(
        HttpMethod method, string what, string path, TBody body, JsonTypeInfo<TBody> type, CancellationToken cancellationToken) =>
        transport.SendAsync(new ApiRequest(what, method, path) { Body = Json(body, type) }, cancellationToken);

    public Task DeleteAsync(string what, string path, CancellationToken cancellationToken) =>
        transport.SendAsync(new ApiRequest(what, HttpMethod.Delete, path), cancellationToken);

    public async Task<T> CallAsync<T>(ApiRequest request, JsonTypeInfo<T> answer, CancellationToken cancellationToken) =>
        ApiText.Read(await transport.SendAsync(request, cancellationToken).ConfigureAwait(false), answer, request);

    /// <summary>Proposes a state of a run.</summary>
    public Task<SetStateResult> ProposeAsync(string what, string path, ApiStateProposal state, bool force, CancellationToken cancellationToken)
    {
        // One id for all tries of this call: a server that made the change already, its answer having been lost, recognises it.
        Guid transition = state.StateDetails.TransitionId ?? Guid.NewGuid();
        ApiStateProposal proposed = state with { StateDetails = state.StateDetails with { TransitionId = transition } };
        byte[] body = Json(new SetStateBody(proposed, force), WireJson.Default.SetStateBody);
        return ProposeAsync(new ApiRequest(what, HttpMethod.Post, path) { Body = body }, cancellationToken);
    }

    /// <summary>Sends a request that is answered as a proposed state is.</summary>
    public async Task<SetStateResult> ProposeAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        ApiResponse response = await transport.SendAsync(request, cancellationToken).ConfigureAwait(false);
        OrchestrationAnswer answer = ApiText.Read(response, WireJson.Default.OrchestrationAnswer, request);
        try
        {
            return answer.Read();
        }
        catch (JsonException error)
        {
            throw ApiErrors.Unreadable(request, response, error);
        }
    }

    /// <summary>Lists whatever there is, page by page.</summary>
    public static async IAsyncEnumerable<T> PagesAsync<T>(
        Func<int, int, CancellationToken, Task<IReadOnlyList<T>>> read, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (int offset = 0; ; offset += PageSize)
        {
            IReadOnlyList<T> page = await read(PageSize, offset, cancellationToken).ConfigureAwait(false);
            foreach (T item in page)
            {
                yield return item;
            }

            if (page.Count < PageSize)
            {
                yield break;
            }
        }
    }

    /// <exception cref="ArgumentException">The body cannot be written.</exception>
    public static byte[] Json<T>(T body, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(body, type);
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or InvalidOperationException)
        {
            throw new ArgumentException($"This cannot be written as JSON: {error.Message}", nameof(body), error);
        }
    }

    /// <summary>How many items to leave out, unless it is none.</summary>
    public static int? Given(int offset) => offset == 0 ? null : offset;

    /// <exception cref="ArgumentOutOfRangeException">The piece of the list cannot be asked for.</exception>
    public static void CheckPage(int? limit, int offset)
    {
        if (limit is { } count)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(count, 0, nameof(limit));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(count, PageSize, nameof(limit));
        }

        ArgumentOutOfRangeException.ThrowIfNegative(offset);
    }
}
