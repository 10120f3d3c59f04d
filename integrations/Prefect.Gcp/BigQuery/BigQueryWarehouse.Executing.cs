using System.Runtime.CompilerServices;

namespace Prefect.Gcp;

/// <content>Executing.</content>
public sealed partial record BigQueryWarehouse
{
    /// <summary>Runs a statement, again if it was run before. Rows that it gives are fetched next.</summary>
    /// <param name="operation">The statement.</param>
    /// <param name="parameters">Its parameters, by name: of .NET's types, or <see cref="BigQueryValue"/> where those do not tell the service's.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public Task ExecuteAsync(
        string operation, IReadOnlyDictionary<string, object?>? parameters = null, CancellationToken cancellationToken = default) =>
        ExecuteAsync(BigQueryStatement.Of(operation, parameters), null, cancellationToken);

    /// <summary>Runs a statement, again if it was run before. Rows that it gives are fetched next.</summary>
    /// <param name="operation">The statement.</param>
    /// <param name="parameters">Its parameters, by name.</param>
    /// <param name="options">How it is run.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    [OverloadResolutionPriority(1)]
    public Task ExecuteAsync(
        string operation, IReadOnlyDictionary<string, object?>? parameters, BigQueryQueryOptions? options, CancellationToken cancellationToken = default) =>
        ExecuteAsync(BigQueryStatement.Of(operation, parameters), options, cancellationToken);

    /// <summary>Runs a statement whose parameters go by position, again if it was run before. Rows that it gives are fetched next.</summary>
    /// <param name="operation">The statement.</param>
    /// <param name="parameters">Its parameters, in their order.</param>
    /// <param name="options">How it is run.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    public Task ExecuteAsync(
        string operation, IReadOnlyList<object?> parameters, BigQueryQueryOptions? options = null, CancellationToken cancellationToken = default) =>
        ExecuteAsync(BigQueryStatement.Of(operation, parameters), options, cancellationToken);

    /// <summary>Runs a statement once per set of parameters, one after another. All sets are checked before the first is run.</summary>
    /// <param name="operation">The statement.</param>
    /// <param name="parameterSets">The sets of parameters, by name.</param>
    /// <param name="cancellationToken">Ends the operation; what was run by then stays.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    public Task ExecuteManyAsync(
        string operation, IEnumerable<IReadOnlyDictionary<string, object?>> parameterSets, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameterSets);
        return ExecuteManyAsync(
            [.. parameterSets.Select(set => BigQueryStatement.Of(operation, set ?? throw new ArgumentNullException(nameof(parameterSets), "A set of parameters is null.")))],
            cancellationToken);
    }

    /// <summary>
    /// Runs a statement whose parameters go by position once per set of parameters, one after another. All sets are checked before the first
    /// is run.
    /// </summary>
    /// <param name="operation">The statement.</param>
    /// <param name="parameterSets">The sets of parameters, each in its order.</param>
    /// <param name="cancellationToken">Ends the operation; what was run by then stays.</param>
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)" path="/exception"/>
    public Task ExecuteManyAsync(
        string operation, IEnumerable<IReadOnlyList<object?>> parameterSets, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(parameterSets);
        return ExecuteManyAsync([.. parameterSets.Select(set => BigQueryStatement.Of(operation, set))], cancellationToken);
    }

    private async Task ExecuteAsync(BigQueryStatement statement, BigQueryQueryOptions? options, CancellationToken cancellationToken)
    {
        (BigQueryCursorSlot slot, Func<CancellationToken, Task<BigQueryRows>> run) = Find(statement, options);
        await slot.RunAsync(run, cancellationToken).ConfigureAwait(false);
    }

    // Nobody fetches from these: no cursor is kept of them.
    private async Task ExecuteManyAsync(List<BigQueryStatement> statements, CancellationToken cancellationToken)
    {
        Cursors.ThrowIfClosed();
        BigQueryClient client = Connect();
        for (int index = 0; index < statements.Count; index++)
        {
            try
            {
                await client.QueryAsync(statements[index], null, cancellationToken).ConfigureAwait(false);
            }
            catch (GcpException exception) when (index > 0)
            {
                throw BigQueryErrors.Again(
                    $"{exception.Message} It was set {index + 1} of {statements.Count} of the parameters; the sets before it were run.", exception);
            }
        }
    }
}
