using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Prefect.Blocks;

namespace Prefect.Aws;

/// <summary>What came back from a function. It holds a connection until it is disposed of.</summary>
[SyncTwins]
public sealed partial class LambdaResult : IDisposable
{
    private const int PieceBytes = 16 * 1024;

    private readonly AwsAnswer _answer;
    private readonly string _function;
    private readonly TimeSpan _timeout;
    private byte[]? _content;
    private bool _isDisposed;

    internal LambdaResult(AwsAnswer answer, string function, TimeSpan timeout)
    {
        _answer = answer;
        _function = function;
        _timeout = timeout;
        StatusCode = (int)answer.HttpStatusCode;
        FunctionError = answer.Header("X-Amz-Function-Error");
        ExecutedVersion = answer.Header("X-Amz-Executed-Version");
        RequestId = answer.ResponseMetadata.RequestId;
        LogTail = answer.Header("X-Amz-Log-Result") is { } log ? Decode(log) : null;
    }

    /// <summary>Status: 200 for an invocation that was waited for, 202 for a queued one, 204 for a check alone.</summary>
    public int StatusCode { get; }

    /// <summary>Kind of the error in the function, <c>Unhandled</c> for one; the payload then describes it. Null when there was none.</summary>
    public string? FunctionError { get; }

    /// <summary>Version of the function that ran, when the service said it.</summary>
    public string? ExecutedVersion { get; }

    /// <summary>The service's id of the invocation, which the function's log has too; null when it gave none.</summary>
    public string? RequestId { get; }

    /// <summary>The end of the function's log, when it was asked for.</summary>
    public string? LogTail { get; }

    /// <summary>What the function returned, as it arrives. Readable once.</summary>
    public Stream Payload => _answer.Body;

    /// <summary>Reads what the function returned to its end. Reading again gives the same.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="AwsException">The connection broke before the end, or stalled for longer than <c>read_timeout</c>.</exception>
    /// <exception cref="ObjectDisposedException">The result was disposed of.</exception>
    public async Task<byte[]> ReadBytesAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return _content ??= await ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && AwsCall.IsOfService(exception))
        {
            throw AwsCall.Describe(exception, new AwsOperation(AwsService.Lambda.Id, "Invoke", $"read what the function '{_function}' returned"));
        }
    }

    /// <summary>Reads what the function returned as JSON.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>The value; null when the function returned nothing or null.</returns>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="AwsException">The connection broke before the end.</exception>
    public async Task<JsonNode?> ReadJsonAsync(CancellationToken cancellationToken = default)
    {
        byte[] content = await ReadBytesAsync(cancellationToken).ConfigureAwait(false);
        return content.Length == 0 ? null : JsonNode.Parse(content);
    }

    /// <summary>Reads what the function returned as JSON of a known shape.</summary>
    /// <typeparam name="T">The shape.</typeparam>
    /// <param name="type">How it is read.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>The value; the default of the type when the function returned nothing.</returns>
    /// <exception cref="JsonException">It is no JSON of this shape.</exception>
    /// <exception cref="AwsException">The connection broke before the end.</exception>
    public async Task<T?> ReadAsync<T>(JsonTypeInfo<T> type, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(type);
        byte[] content = await ReadBytesAsync(cancellationToken).ConfigureAwait(false);
        return content.Length == 0 ? default : JsonSerializer.Deserialize(content, type);
    }

    /// <summary>Frees the connection.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _answer.Dispose();
    }

    private async Task<byte[]> ReadToEndAsync(CancellationToken cancellationToken)
    {
        using CancellationTokenSource stall = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        ArrayBufferWriter<byte> content = new();
        while (true)
        {
            stall.CancelAfter(_timeout);
            int read = await Payload.ReadAsync(content.GetMemory(PieceBytes), stall.Token).ConfigureAwait(false);
            if (read == 0)
            {
                return content.WrittenSpan.ToArray();
            }

            content.Advance(read);
        }
    }

    private static string Decode(string log)
    {
        byte[] content = new byte[log.Length];
        return Convert.TryFromBase64String(log, content, out int length) ? Encoding.UTF8.GetString(content, 0, length) : log;
    }
}
