using System.Runtime.CompilerServices;

namespace Prefect.Snowflake;

/// <content>Fetching.</content>
public sealed partial record SnowflakeConnector
{
    /// <summary>Gives the next row of a query, or null after the last.</summary>
    /// <param name="operation">The query.</param>
    /// <param name="parameters">Its parameters, by name: of .NET's types, or <see cref="SnowflakeValue"/> where those do not tell the service's. They are <c>%(name)s</c> in the query, or <c>:name</c>; a list stands for as many values.</param>
    /// <param name="cancellationToken">Ends the operation, and the query if it runs.</param>
    /// <exception cref="ArgumentException">The query is empty, a parameter is missing or of no usable type, or the block has no credentials.</exception>
    /// <exception cref="SnowflakeException">The query failed, or the service could not be reached.</exception>
    [OverloadResolutionPriority(1)]
    public Task<object?[]?> FetchOneAsync(
        string operation, IReadOnlyDictionary<string, object?>? parameters = null, CancellationToken cancellationToken = default) =>
        FetchOneAsync(SnowflakeStatement.Of(operation, parameters), cancellationToken);

    /// <summary>Gives the next row of a query whose parameters go by position, or null after the last.</summary>
    /// <param name="operation">The query.</param>
    /// <param name="parameters">Its parameters, in their order. They are <c>%s</c> in the query, or <c>?</c>.</param>
    /// <param name="cancellationToken">Ends the operation, and the query if it runs.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    public Task<object?[]?> FetchOneAsync(string operation, IReadOnlyList<object?> parameters, CancellationToken cancellationToken = default) =>
        FetchOneAsync(SnowflakeStatement.Of(operation, parameters), cancellationToken);

    /// <summary>Gives the next rows of a query.</summary>
    /// <param name="operation">The query.</param>
    /// <param name="parameters">Its parameters, by name.</param>
    /// <param name="size">How many rows at most, at least 1. Default: <see cref="FetchSize"/>.</param>
    /// <param name="cancellationToken">Ends the operation, and the query if it runs.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public Task<IReadOnlyList<object?[]>> FetchManyAsync(
        string operation, IReadOnlyDictionary<string, object?>? parameters = null, int? size = null, CancellationToken cancellationToken = default) =>
        FetchAsync(SnowflakeStatement.Of(operation, parameters), SizeOf(size), cancellationToken);

    /// <summary>Gives the next rows of a query whose parameters go by position.</summary>
    /// <param name="operation">The query.</param>
    /// <param name="parameters">Its parameters, in their order.</param>
    /// <param name="size">How many rows at most, at least 1. Default: <see cref="FetchSize"/>.</param>
    /// <param name="cancellationToken">Ends the operation, and the query if it runs.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    public Task<IReadOnlyList<object?[]>> FetchManyAsync(
        string operation, IReadOnlyList<object?> parameters, int? size = null, CancellationToken cancellationToken = default) =>
        FetchAsync(SnowflakeStatement.Of(operation, parameters), SizeOf(size), cancellationToken);

    /// <summary>Gives the remaining rows of a query.</summary>
    /// <param name="operation">The query.</param>
    /// <param name="parameters">Its parameters, by name.</param>
    /// <param name="cancellationToken">Ends the operation, and the query if it runs.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public Task<IReadOnlyList<object?[]>> FetchAllAsync(
        string operation, IReadOnlyDictionary<string, object?>? parameters = null, CancellationToken cancellationToken = default) =>
        FetchAsync(SnowflakeStatement.Of(operation, parameters), int.MaxValue, cancellationToken);

    /// <summary>Gives the remaining rows of a query whose parameters go by position.</summary>
    /// <param name="operation">The query.</param>
    /// <param name="parameters">Its parameters, in their order.</param>
    /// <param name="cancellationToken">Ends the operation, and the query if it runs.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    public Task<IReadOnlyList<object?[]>> FetchAllAsync(
        string operation, IReadOnlyList<object?> parameters, CancellationToken cancellationToken = default) =>
        FetchAsync(SnowflakeStatement.Of(operation, parameters), int.MaxValue, cancellationToken);

    private Task<object?[]?> FetchOneAsync(SnowflakeStatement statement, CancellationToken cancellationToken) => Handles.Slot(statement).ReadAsync(
        token => RunAsync(statement, token),
        static async (cursor, token) => await cursor.NextAsync(token).ConfigureAwait(false),
        cancellationToken);

    private Task<IReadOnlyList<object?[]>> FetchAsync(SnowflakeStatement statement, int size, CancellationToken cancellationToken) => Handles.Slot(statement).ReadAsync(
        token => RunAsync(statement, token), (cursor, token) => cursor.TakeAsync(size, token), cancellationToken);

    private async Task<SnowflakeResult> RunAsync(SnowflakeStatement statement, CancellationToken cancellationToken)
    {
        TimeSpan interval = PollInterval;
        SnowflakeConnection connection = await GetConnectionAsync(cancellationToken).ConfigureAwait(false);
        return await connection.PollAsync(statement, interval, cancellationToken).ConfigureAwait(false);
    }

    private int SizeOf(int? size) => size switch
    {
        null when FetchSize > 0 => FetchSize,
        null => throw new SnowflakeConfigurationException("fetch_size", $"fetch_size of the Snowflake connector must be at least 1, not {FetchSize}."),
        > 0 => size.Value,
        _ => throw new ArgumentOutOfRangeException(nameof(size), size, "At least 1 row must be fetched."),
    };
}
