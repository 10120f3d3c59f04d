using System.Data;
using System.Diagnostics.CodeAnalysis;

namespace Prefect.Gcp;

/// <content>Tables.</content>
public sealed partial record GcsBucket
{
    /// <summary>Writes a table into an object, row by row while it is uploaded: memory does not grow with the number of rows.</summary>
    /// <param name="table">The table. Its columns need names that differ.</param>
    /// <param name="toPath">Path of the object; its ending becomes that of the format. The bucket's folder is put before it unless it begins with it.</param>
    /// <param name="serializationFormat">How the table is written.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Name of the object: the path with the format's ending and the bucket's folder before it.</returns>
    /// <exception cref="ArgumentException">The table or the path is null, or a column or a value is none that the format keeps. Nothing is stored then.</exception>
    /// <exception cref="GcpException">The object is there and is not to be replaced, or may not be written, or the service could not be reached.</exception>
    public async Task<string> UploadFromDataFrameAsync(
        DataTable table,
        string toPath,
        DataFrameSerializationFormat serializationFormat = DataFrameSerializationFormat.CsvGzip,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        using DataTableReader reader = table.CreateDataReader();
        return await UploadFromDataFrameAsync(reader, toPath, serializationFormat, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes what a reader still has to read into an object, row by row while it is uploaded. The reader stays open.</summary>
    /// <inheritdoc cref="UploadFromDataFrameAsync(DataTable, string, DataFrameSerializationFormat, CancellationToken)"/>
    public Task<string> UploadFromDataFrameAsync(
        IDataReader table,
        string toPath,
        DataFrameSerializationFormat serializationFormat = DataFrameSerializationFormat.CsvGzip,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        return UploadTableAsync(() => Task.FromResult(ReaderTable.From(table)), toPath, serializationFormat, cancellationToken);
    }

    /// <summary>Writes records or dictionaries into an object, row by row while it is uploaded.</summary>
    /// <remarks>
    /// The columns are the public properties of the records, named as <see cref="System.Text.Json.Serialization.JsonPropertyNameAttribute"/>
    /// says where there is one, or the keys of the first dictionary.
    /// </remarks>
    /// <inheritdoc cref="UploadFromDataFrameAsync(DataTable, string, DataFrameSerializationFormat, CancellationToken)"/>
    public Task<string> UploadFromDataFrameAsync<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(
        IEnumerable<T> table,
        string toPath,
        DataFrameSerializationFormat serializationFormat = DataFrameSerializationFormat.CsvGzip,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        return UploadFromDataFrameAsync(table.ToAsyncEnumerable(), toPath, serializationFormat, cancellationToken);
    }

    /// <inheritdoc cref="UploadFromDataFrameAsync{T}(IEnumerable{T}, string, DataFrameSerializationFormat, CancellationToken)"/>
    public Task<string> UploadFromDataFrameAsync<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(
        IAsyncEnumerable<T> table,
        string toPath,
        DataFrameSerializationFormat serializationFormat = DataFrameSerializationFormat.CsvGzip,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        return UploadTableAsync(() => RecordTable.FromAsync(table, cancellationToken), toPath, serializationFormat, cancellationToken);
    }

    private async Task<string> UploadTableAsync(
        Func<Task<TableRows>> open, string toPath, DataFrameSerializationFormat format, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(toPath);
        string path = format.FixExtension(toPath);
        string name = NameOf(path, nameof(toPath));
        TableRows rows = (await open().ConfigureAwait(false)).Checked();
        return await UploadFromWriterAsync(
            name, format.GetContentType(), (content, token) => TableWriter.WriteAsync(content, rows, format, token), cancellationToken).ConfigureAwait(false);
    }
}
