namespace Prefect.Client;

/// <summary>Variables: small values that flows share.</summary>
public sealed class VariablesApi
{
    private readonly ApiCalls _calls;

    internal VariablesApi(ApiCalls calls) => _calls = calls;

    /// <summary>Creates a variable.</summary>
    /// <param name="draft">What it is to be.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentNullException"><paramref name="draft"/> is <see langword="null"/>.</exception>
    /// <exception cref="PrefectApiException">One of that name exists (<see cref="PrefectApiException.IsConflict"/>), the server refused, or cannot be reached.</exception>
    public Task<ApiVariable> CreateAsync(ApiVariableDraft draft, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return _calls.PostAsync($"create a variable", "/variables/", draft, SparseJson.Default.ApiVariableDraft, WireJson.Default.ApiVariable, cancellationToken);
    }

    /// <summary>Reads a variable.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">There is none (<see cref="PrefectApiException.IsNotFound"/>), the server refused, or cannot be reached.</exception>
    public Task<ApiVariable> ReadAsync(Guid id, CancellationToken cancellationToken = default) =>
        _calls.GetAsync($"read variable {id}", $"/variables/{id}", WireJson.Default.ApiVariable, cancellationToken);

    /// <summary>Reads the variable of a name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>It, or <see langword="null"/> where there is none.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty, or no name at all.</exception>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public Task<ApiVariable?> FindByNameAsync(string name, CancellationToken cancellationToken = default) =>
        _calls.FindAsync($"read variable '{name}'", ByName(name), "", WireJson.Default.ApiVariable, cancellationToken);

    /// <summary>Lists variables, page by page.</summary>
    /// <param name="filter">Which ones; all by default.</param>
    /// <param name="sort">Their order. Default: the server's, by name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public IAsyncEnumerable<ApiVariable> ListAsync(ApiVariableFilter? filter = null, VariableSort? sort = null, CancellationToken cancellationToken = default) =>
        ApiCalls.PagesAsync<ApiVariable>((limit, offset, token) => FilterAsync(filter, sort, limit, offset, token), cancellationToken);

    /// <summary>Reads a piece of the list of variables.</summary>
    /// <param name="filter">Which ones; all by default.</param>
    /// <param name="sort">Their order. Default: the server's, by name.</param>
    /// <param name="limit">How many, 0 to 200. Default: the server's, usually 200.</param>
    /// <param name="offset">How many to leave out at the beginning, 0 or more.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> or <paramref name="offset"/> is out of its range.</exception>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public async Task<IReadOnlyList<ApiVariable>> FilterAsync(
        ApiVariableFilter? filter = null, VariableSort? sort = null, int? limit = null, int offset = 0, CancellationToken cancellationToken = default)
    {
        ApiCalls.CheckPage(limit, offset);
        return await _calls.PostAsync(
            "list variables", "/variables/filter", new VariableQueryBody(filter, sort, limit, ApiCalls.Given(offset)),
            SparseJson.Default.VariableQueryBody, WireJson.Default.ListApiVariable, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Counts variables.</summary>
    /// <param name="filter">Which ones; all by default.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public Task<int> CountAsync(ApiVariableFilter? filter = null, CancellationToken cancellationToken = default) =>
        _calls.PostAsync(
            "count variables", "/variables/count", new VariableCountBody(filter), SparseJson.Default.VariableCountBody, WireJson.Default.Int32, cancellationToken);

    /// <summary>Changes a variable. Only what is given is sent.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="changes">What is to change.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentNullException"><paramref name="changes"/> is <see langword="null"/>.</exception>
    /// <exception cref="PrefectApiException">There is none (<see cref="PrefectApiException.IsNotFound"/>), the server refused, or cannot be reached.</exception>
    public Task UpdateAsync(Guid id, ApiVariableChanges changes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return _calls.SendAsync(HttpMethod.Patch, $"change variable {id}", $"/variables/{id}", changes, SparseJson.Default.ApiVariableChanges, cancellationToken);
    }

    /// <summary>Changes the variable of a name. Only what is given is sent.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="changes">What is to change.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty, or no name at all.</exception>
    /// <exception cref="ArgumentNullException"><paramref name="changes"/> is <see langword="null"/>.</exception>
    /// <exception cref="PrefectApiException">There is none, the server refused, or cannot be reached.</exception>
    public Task UpdateByNameAsync(string name, ApiVariableChanges changes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return _calls.SendAsync(
            HttpMethod.Patch, $"change variable '{name}'", ByName(name), changes, SparseJson.Default.ApiVariableChanges, cancellationToken);
    }

    /// <summary>Deletes a variable.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PrefectApiException">There is none (<see cref="PrefectApiException.IsNotFound"/>), the server refused, or cannot be reached.</exception>
    public Task DeleteAsync(Guid id, CancellationToken cancellationToken = default) =>
        _calls.DeleteAsync($"delete variable {id}", $"/variables/{id}", cancellationToken);

    /// <summary>Deletes the variable of a name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty, or no name at all.</exception>
    /// <exception cref="PrefectApiException">There is none (<see cref="PrefectApiException.IsNotFound"/>), the server refused, or cannot be reached.</exception>
    public Task DeleteByNameAsync(string name, CancellationToken cancellationToken = default) =>
        _calls.DeleteAsync($"delete variable '{name}'", ByName(name), cancellationToken);

    private static string ByName(string name) => ApiAddress.Path("variables", "name", ApiAddress.Segment(name, nameof(name)));
}
