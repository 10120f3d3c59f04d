using System.Runtime.CompilerServices;

namespace Prefect.Gcp;

/// <content>Fetching.</content>
public sealed partial record BigQueryWarehouse
{
    /// <summary>Gives the next row of a query, or null after the last.</summary>
    /// <param name="operation">The query.</param>
    /// <param name="parameters">Its parameters, by name: of .NET's types, or <see cref="BigQueryValue"/> where those do not tell the service's.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">The query is empty, a parameter is missing or of no usable type, or the block has no credentials.</exception>
    /// <exception cref="InvalidOperationException">The warehouse is closed.</exception>
    /// <exception cref="GcpException">The query failed, or the service could not be reached.</exception>
    /// <exception cref="TimeoutException">The query had not ended within <see cref="BigQueryQueryOptions.WaitTimeout"/>.</exception>
    [OverloadResolutionPriority(1)]
    public Task<object?[]?> FetchOneAsync(
        string operation, IReadOnlyDictionary<string, object?>? parameters = null, CancellationToken cancellationToken = default) =>
        FetchOneAsync(BigQueryStatement.Of(operation, parameters), null, cancellationToken);

    /// <summary>Gives the next row of a query, or null after the last.</summary>
    /// <param name="operation">The query.</param>
    /// <param name="parameters">Its parameters, by name.</param>
    /// <param name="options">How it is run. They are part of what tells cursors apart.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public Task<object?[]?> FetchOneAsync(
        string operation, IReadOnlyDictionary<string, object?>? parameters, BigQueryQueryOptions? options, CancellationToken cancellationToken = default) =>
        FetchOneAsync(BigQueryStatement.Of(operation, parameters), options, cancellationToken);

    /// <summary>Gives the next row of a query whose parameters go by position, or null after the last.</summary>
    /// <param name="operation">The query.</param>
    /// <param name="parameters">Its parameters, in their order.</param>
    /// <param name="options">How it is run. They are part of what tells cursors apart.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    public Task<object?[]?> FetchOneAsync(
        string operation, IReadOnlyList<object?> parameters, BigQueryQueryOptions? options = null, CancellationToken cancellationToken = default) =>
        FetchOneAsync(BigQueryStatement.Of(operation, parameters), options, cancellationToken);

    /// <summary>Gives the next rows of a query.</summary>
    /// <param name="operation">The query.</param>
    /// <param name="parameters">Its parameters, by name.</param>
    /// <param name="size">How many rows at most, at least 1. Default: <see cref="FetchSize"/>.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public Task<IReadOnlyList<object?[]>> FetchManyAsync(
        string operation, IReadOnlyDictionary<string, object?>? parameters = null, int? size = null, CancellationToken cancellationToken = default) =>
        FetchAsync(BigQueryStatement.Of(operation, parameters), SizeOf(size), null, cancellationToken);

    /// <summary>Gives the next rows of a query.</summary>
    /// <param name="operation">The query.</param>
    /// <param name="parameters">Its parameters, by name.</param>
    /// <param name="size">How many rows at most, at least 1; null for <see cref="FetchSize"/>.</param>
    /// <param name="options">How it is run. They are part of what tells cursors apart.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public Task<IReadOnlyList<object?[]>> FetchManyAsync(
        string operation,
        IReadOnlyDictionary<string, object?>? parameters,
        int? size,
        BigQueryQueryOptions? options,
        CancellationToken cancellationToken = default) =>
        FetchAsync(BigQueryStatement.Of(operation, parameters), SizeOf(size), options, cancellationToken);

    /// <summary>Gives the next rows of a query whose parameters go by position.</summary>
    /// <param name="operation">The query.</param>
    /// <param name="parameters">Its parameters, in their order.</param>
    /// <param name="size">How many rows at most, at least 1. Default: <see cref="FetchSize"/>.</param>
    /// <param name="options">How it is run. They are part of what tells cursors apart.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    public Task<IReadOnlyList<object?[]>> FetchManyAsync(
        string operation, IReadOnlyList<object?> parameters, int? size = null, BigQueryQueryOptions? options = null, CancellationToken cancellationToken = default) =>
        FetchAsync(BigQueryStatement.Of(operation, parameters), SizeOf(size), options, cancellationToken);

    /// <summary>Gives the remaining rows of a query.</summary>
    /// <param name="operation">The query.</param>
    /// <param name="parameters">Its parameters, by name.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public Task<IReadOnlyList<object?[]>> FetchAllAsync(
        string operation, IReadOnlyDictionary<string, object?>? parameters = null, CancellationToken cancellationToken = default) =>
        FetchAsync(BigQueryStatement.Of(operation, parameters), int.MaxValue, null, cancellationToken);

    /// <summary>Gives the remaining rows of a query.</summary>
    /// <param name="operation">The query.</param>
    /// <param name="parameters">Its parameters, by name.</param>
    /// <param name="options">How it is run. They are part of what tells cursors apart.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public Task<IReadOnlyList<object?[]>> FetchAllAsync(
        string operation, IReadOnlyDictionary<string, object?>? parameters, BigQueryQueryOptions? options, CancellationToken cancellationToken = default) =>
        FetchAsync(BigQueryStatement.Of(operation, parameters), int.MaxValue, options, cancellationToken);

    /// <summary>Gives the remaining rows of a query whose parameters go by position.</summary>
    /// <param name="operation">The query.</param>
    /// <param name="parameters">Its parameters, in their order.</param>
    /// <param name="options">How it is run. They are part of what tells cursors apart.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    public Task<IReadOnlyList<object?[]>> FetchAllAsync(
        string operation, IReadOnlyList<object?> parameters, BigQueryQueryOptions? options = null, CancellationToken cancellationToken = default) =>
        FetchAsync(BigQueryStatement.Of(operation, parameters), int.MaxValue, options, cancellationToken);

    private async Task<object?[]?> FetchOneAsync(BigQueryStatement statement, BigQueryQueryOptions? options, CancellationToken cancellationToken)
    {
        (BigQueryCursorSlot slot, Func<CancellationToken, Task<BigQueryRows>> run) = Find(statement, options);
        return await slot.ReadAsync(
            run, async (cursor, token) => (await cursor.NextAsync(token).ConfigureAwait(false))?.Values, cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<object?[]>> FetchAsync(BigQueryStatement statement, int size, BigQueryQueryOptions? options, CancellationToken cancellationToken)
    {
        (BigQueryCursorSlot slot, Func<CancellationToken, Task<BigQueryRows>> run) = Find(statement, options);
        return await slot.ReadAsync(
            run,
            async (cursor, token) => (await cursor.TakeAsync(size, token).ConfigureAwait(false)).Select(static row => row.Values).ToList(),
            cancellationToken).ConfigureAwait(false);
    }

    // Who signs in and in which project is asked when the query is run: whoever goes on needs neither.
    private (BigQueryCursorSlot Slot, Func<CancellationToken, Task<BigQueryRows>> Run) Find(BigQueryStatement statement, BigQueryQueryOptions? options)
    {
        BigQueryQueryOptions given = options ?? BigQueryQueryOptions.Default;
        string key = BigQueryCursors.KeyOf(BigQueryConfigurations.Query(statement, given, project: ""), given);
        return (Cursors.Get(key), token => Connect().QueryAsync(statement, given, token));
    }

    private int SizeOf(int? size) => size switch
    {
        null when FetchSize > 0 => FetchSize,
        null => throw new GcpConfigurationException("fetch_size", $"fetch_size of the BigQuery warehouse must be at least 1, not {FetchSize}."),
        > 0 => size.Value,
        _ => throw new ArgumentOutOfRangeException(nameof(size), size, "At least 1 row must be fetched."),
    };
}
