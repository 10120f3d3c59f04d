using System.Runtime.CompilerServices;
using Prefect.Blocks;

namespace Prefect.Sql;

/// <content>Fetching, blocking: by what the providers have for that.</content>
public abstract partial record SqlConnector
{
    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)"/>
    [OverloadResolutionPriority(1)]
    public object?[]? FetchOne(
        string operation, IReadOnlyDictionary<string, object?>? parameters = null, CancellationToken cancellationToken = default) =>
        Sync.Run(() => FetchOneAsync<object?[]>(SqlCalls.Blocking, SqlStatement.Of(operation, parameters), cancellationToken));

    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyDictionary{string, object?}?, SqlExecutionOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(1)]
    public object?[]? FetchOne(
        string operation, IReadOnlyDictionary<string, object?>? parameters, SqlExecutionOptions? options, CancellationToken cancellationToken = default) =>
        Sync.Run(() => FetchOneAsync<object?[]>(SqlCalls.Blocking, SqlStatement.Of(operation, parameters, options), cancellationToken));

    /// <inheritdoc cref="FetchOneAsync(string, IReadOnlyList{object?}, SqlExecutionOptions?, CancellationToken)"/>
    public object?[]? FetchOne(
        string operation, IReadOnlyList<object?> parameters, SqlExecutionOptions? options = null, CancellationToken cancellationToken = default) =>
        Sync.Run(() => FetchOneAsync<object?[]>(SqlCalls.Blocking, SqlStatement.Of(operation, parameters, options), cancellationToken));

    /// <inheritdoc cref="FetchOneAsync{T}(string, IReadOnlyDictionary{string, object?}?, SqlExecutionOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(1)]
    public T? FetchOne<T>(
        string operation, IReadOnlyDictionary<string, object?>? parameters = null, SqlExecutionOptions? options = null, CancellationToken cancellationToken = default) =>
        Sync.Run(() => FetchOneAsync<T>(SqlCalls.Blocking, SqlStatement.Of(operation, parameters, options), cancellationToken));

    /// <inheritdoc cref="FetchOneAsync{T}(string, IReadOnlyList{object?}, SqlExecutionOptions?, CancellationToken)"/>
    public T? FetchOne<T>(
        string operation, IReadOnlyList<object?> parameters, SqlExecutionOptions? options = null, CancellationToken cancellationToken = default) =>
        Sync.Run(() => FetchOneAsync<T>(SqlCalls.Blocking, SqlStatement.Of(operation, parameters, options), cancellationToken));

    /// <inheritdoc cref="FetchManyAsync(string, IReadOnlyDictionary{string, object?}?, int?, CancellationToken)"/>
    [OverloadResolutionPriority(1)]
    public IReadOnlyList<object?[]> FetchMany(
        string operation, IReadOnlyDictionary<string, object?>? parameters = null, int? size = null, CancellationToken cancellationToken = default) =>
        Sync.Run(() => FetchRowsAsync<object?[]>(SqlCalls.Blocking, SqlStatement.Of(operation, parameters), SizeOf(size), cancellationToken));

    /// <inheritdoc cref="FetchManyAsync(string, IReadOnlyDictionary{string, object?}?, int?, SqlExecutionOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(1)]
    public IReadOnlyList<object?[]> FetchMany(
        string operation, IReadOnlyDictionary<string, object?>? parameters, int? size, SqlExecutionOptions? options, CancellationToken cancellationToken = default) =>
        Sync.Run(() => FetchRowsAsync<object?[]>(SqlCalls.Blocking, SqlStatement.Of(operation, parameters, options), SizeOf(size), cancellationToken));

    /// <inheritdoc cref="FetchManyAsync(string, IReadOnlyList{object?}, int?, SqlExecutionOptions?, CancellationToken)"/>
    public IReadOnlyList<object?[]> FetchMany(
        string operation, IReadOnlyList<object?> parameters, int? size = null, SqlExecutionOptions? options = null, CancellationToken cancellationToken = default) =>
        Sync.Run(() => FetchRowsAsync<object?[]>(SqlCalls.Blocking, SqlStatement.Of(operation, parameters, options), SizeOf(size), cancellationToken));

    /// <inheritdoc cref="FetchManyAsync{T}(string, IReadOnlyDictionary{string, object?}?, int?, SqlExecutionOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(1)]
    public IReadOnlyList<T> FetchMany<T>(
        string operation, IReadOnlyDictionary<string, object?>? parameters = null, int? size = null, SqlExecutionOptions? options = null, CancellationToken cancellationToken = default) =>
        Sync.Run(() => FetchRowsAsync<T>(SqlCalls.Blocking, SqlStatement.Of(operation, parameters, options), SizeOf(size), cancellationToken));

    /// <inheritdoc cref="FetchManyAsync{T}(string, IReadOnlyList{object?}, int?, SqlExecutionOptions?, CancellationToken)"/>
    public IReadOnlyList<T> FetchMany<T>(
        string operation, IReadOnlyList<object?> parameters, int? size = null, SqlExecutionOptions? options = null, CancellationToken cancellationToken = default) =>
        Sync.Run(() => FetchRowsAsync<T>(SqlCalls.Blocking, SqlStatement.Of(operation, parameters, options), SizeOf(size), cancellationToken));

    /// <inheritdoc cref="FetchAllAsync(string, IReadOnlyDictionary{string, object?}?, CancellationToken)"/>
    [OverloadResolutionPriority(1)]
    public IReadOnlyList<object?[]> FetchAll(
        string operation, IReadOnlyDictionary<string, object?>? parameters = null, CancellationToken cancellationToken = default) =>
        Sync.Run(() => FetchRowsAsync<object?[]>(SqlCalls.Blocking, SqlStatement.Of(operation, parameters), int.MaxValue, cancellationToken));

    /// <inheritdoc cref="FetchAllAsync(string, IReadOnlyDictionary{string, object?}?, SqlExecutionOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(1)]
    public IReadOnlyList<object?[]> FetchAll(
        string operation, IReadOnlyDictionary<string, object?>? parameters, SqlExecutionOptions? options, CancellationToken cancellationToken = default) =>
        Sync.Run(() => FetchRowsAsync<object?[]>(SqlCalls.Blocking, SqlStatement.Of(operation, parameters, options), int.MaxValue, cancellationToken));

    /// <inheritdoc cref="FetchAllAsync(string, IReadOnlyList{object?}, SqlExecutionOptions?, CancellationToken)"/>
    public IReadOnlyList<object?[]> FetchAll(
        string operation, IReadOnlyList<object?> parameters, SqlExecutionOptions? options = null, CancellationToken cancellationToken = default) =>
        Sync.Run(() => FetchRowsAsync<object?[]>(SqlCalls.Blocking, SqlStatement.Of(operation, parameters, options), int.MaxValue, cancellationToken));

    /// <inheritdoc cref="FetchAllAsync{T}(string, IReadOnlyDictionary{string, object?}?, SqlExecutionOptions?, CancellationToken)"/>
    [OverloadResolutionPriority(1)]
    public IReadOnlyList<T> FetchAll<T>(
        string operation, IReadOnlyDictionary<string, object?>? parameters = null, SqlExecutionOptions? options = null, CancellationToken cancellationToken = default) =>
        Sync.Run(() => FetchRowsAsync<T>(SqlCalls.Blocking, SqlStatement.Of(operation, parameters, options), int.MaxValue, cancellationToken));

    /// <inheritdoc cref="FetchAllAsync{T}(string, IReadOnlyList{object?}, SqlExecutionOptions?, CancellationToken)"/>
    public IReadOnlyList<T> FetchAll<T>(
        string operation, IReadOnlyList<object?> parameters, SqlExecutionOptions? options = null, CancellationToken cancellationToken = default) =>
        Sync.Run(() => FetchRowsAsync<T>(SqlCalls.Blocking, SqlStatement.Of(operation, parameters, options), int.MaxValue, cancellationToken));
}
