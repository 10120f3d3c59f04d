using System.Runtime.CompilerServices;

namespace Prefect.Snowflake;

/// <content>Executing.</content>
public sealed partial record SnowflakeConnector
{
    /// <summary>Runs a statement to its end.</summary>
    /// <param name="operation">The statement.</param>
    /// <param name="parameters">Its parameters, by name: of .NET's types, or <see cref="SnowflakeValue"/> where those do not tell the service's.</param>
    /// <param name="cancellationToken">Ends the operation and the statement.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public Task ExecuteAsync(
        string operation, IReadOnlyDictionary<string, object?>? parameters = null, CancellationToken cancellationToken = default) =>
        ExecuteAsync(SnowflakeStatement.Of(operation, parameters), cancellationToken);

    /// <summary>Runs a statement whose parameters go by position to its end.</summary>
    /// <param name="operation">The statement.</param>
    /// <param name="parameters">Its parameters, in their order.</param>
    /// <param name="cancellationToken">Ends the operation and the statement.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    public Task ExecuteAsync(string operation, IReadOnlyList<object?> parameters, CancellationToken cancellationToken = default) =>
        ExecuteAsync(SnowflakeStatement.Of(operation, parameters), cancellationToken);

    /// <summary>
    /// Runs a statement for many sets of parameters. An <c>INSERT</c> is run once and takes them all as its rows, all or none of which are
    /// there then; another statement is run once per set.
    /// </summary>
    /// <param name="operation">The statement.</param>
    /// <param name="parameterSets">The sets of parameters, by name.</param>
    /// <param name="cancellationToken">Ends the operation; of several runs, those that have ended by then stay.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    public Task ExecuteManyAsync(
        string operation, IEnumerable<IReadOnlyDictionary<string, object?>> parameterSets, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameterSets);
        IReadOnlyList<IReadOnlyDictionary<string, object?>> sets = [.. parameterSets.Select(Given)];
        return ExecuteManyAsync(SnowflakeBatch.Of(operation, sets), cancellationToken);
    }

    /// <summary>
    /// Runs a statement whose parameters go by position for many sets of them. An <c>INSERT</c> is run once and takes them all as its rows, all
    /// or none of which are there then; another statement is run once per set.
    /// </summary>
    /// <param name="operation">The statement.</param>
    /// <param name="parameterSets">The sets of parameters, each in its order.</param>
    /// <param name="cancellationToken">Ends the operation; of several runs, those that have ended by then stay.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    public Task ExecuteManyAsync(
        string operation, IEnumerable<IReadOnlyList<object?>> parameterSets, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameterSets);
        IReadOnlyList<IReadOnlyList<object?>> sets = [.. parameterSets.Select(Given)];
        return ExecuteManyAsync(SnowflakeBatch.Of(operation, sets), cancellationToken);
    }

    private static T Given<T>(T set)
        where T : class =>
        set ?? throw new ArgumentNullException(nameof(set), "A set of parameters is null.");

    private async Task ExecuteAsync(SnowflakeStatement statement, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        SnowflakeConnection connection = await GetConnectionAsync(cancellationToken).ConfigureAwait(false);
        using SnowflakeResult result = await connection.RunAsync(statement, SnowflakeQueryOptions.Default, cancellationToken).ConfigureAwait(false);
    }

    private async Task ExecuteManyAsync(IReadOnlyList<SnowflakeStatement> statements, CancellationToken cancellationToken)
    {
        for (int index = 0; index < statements.Count; index++)
        {
            try
            {
                await ExecuteAsync(statements[index], cancellationToken).ConfigureAwait(false);
            }
            catch (SnowflakeException exception) when (index > 0)
            {
                throw SnowflakeErrors.Again(
                    $"{exception.Message} It was set {index + 1} of {statements.Count} of the parameters; the sets before it were run.", exception);
            }
        }
    }
}
