using System.Text.Json;

namespace Prefect.Testing;

/// <summary>A reader of Parquet files that others wrote (hyparquet), behind HTTP: it tells what it finds in a file of ours.</summary>
public sealed class ParquetReaderServer : EmulatorServer
{
    /// <summary>Prepares the reader where the install script puts it.</summary>
    public ParquetReaderServer()
        : base(new EmulatorInstallation("parquet-reader"))
    {
    }

    /// <summary>
    /// Reads a whole file: <c>schema</c>, <c>count</c>, <c>groups</c> (rows of each), <c>codecs</c> and <c>rows</c>; integers of 64 bits
    /// are text, instants ISO 8601, bytes base64 behind <c>base64:</c>.
    /// </summary>
    /// <exception cref="InvalidDataException">The reader refuses the file; the message holds what it said.</exception>
    public async Task<JsonElement> ReadAsync(ReadOnlyMemory<byte> file, CancellationToken cancellationToken = default)
    {
        using ReadOnlyMemoryContent content = new(file);
        using HttpResponseMessage answer = await Http.PostAsync(Endpoint, content, cancellationToken);
        string text = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode ? JsonElement.Parse(text) : throw new InvalidDataException(text);
    }
}
