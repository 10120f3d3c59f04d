using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Prefect.Snowflake;

/// <summary>
/// Listens on this machine for the token that a browser brings: in the query of an address, or in the body of what a page of the account
/// sends. Whatever else comes is turned away, and the listening goes on.
/// </summary>
internal sealed class BrowserListener : IDisposable
{
    private const int LongestRequest = 64 * 1024;

    private const string Page = "<!DOCTYPE html><html><head><meta charset=\"utf-8\"><title>Snowflake</title></head><body>You are signed in. This window can be closed.</body></html>";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly string _origin;

    /// <param name="account">Where the pages come from that may send a token.</param>
    public BrowserListener(Uri account)
    {
        _origin = account.GetLeftPart(UriPartial.Authority);
        _listener.Start();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Dispose();

    /// <summary>Waits for a token.</summary>
    public async Task<string> WaitAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            using TcpClient browser = await _listener.AcceptTcpClientAsync(cancellationToken).ConfigureAwait(false);
            if (await HearAsync(browser, cancellationToken).ConfigureAwait(false) is { Length: > 0 } token)
            {
                return token;
            }
        }
    }

    // A browser opens connections that it may never use: none of them is to stand in the way of the one that matters.
    private async Task<string?> HearAsync(TcpClient browser, CancellationToken cancellationToken)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_patience);
        try
        {
            NetworkStream stream = browser.GetStream();
            BrowserRequest? request = await ReadAsync(stream, limit.Token).ConfigureAwait(false);
            string? token = request is null ? null : TokenIn(request);
            string answer = request is { Method: "OPTIONS" } ? Permission(request) : token is { Length: > 0 } ? Thanks(request!) : "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            await stream.WriteAsync(Encoding.UTF8.GetBytes(answer), limit.Token).ConfigureAwait(false);
            return token;
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
    }

    private string Permission(BrowserRequest request) =>
        request.Header("Origin") == _origin
            ? $"HTTP/1.1 200 OK\r\nAccess-Control-Allow-Methods: POST, GET\r\nAccess-Control-Allow-Headers: {request.Header("Access-Control-Request-Headers")}\r\n"
            + $"Access-Control-Max-Age: 86400\r\nAccess-Control-Allow-Origin: {_origin}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            : "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";

    private string Thanks(BrowserRequest request)
    {
        string allowed = request.Header("Origin") == _origin ? $"Access-Control-Allow-Origin: {_origin}\r\nVary: Accept-Encoding, Origin\r\n" : "";
        (string type, string body) = allowed.Length > 0 ? ("application/json", """{"consent":true}""") : ("text/html; charset=utf-8", Page);
        return $"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\n{allowed}Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\nConnection: close\r\n\r\n{body}";
    }

    private string? TokenIn(BrowserRequest request) => request.Method switch
    {
        "GET" => BrowserRequest.Field(request.Query, "token"),
        "POST" when request.Header("Origin") is { } origin && origin != _origin => null,
        "POST" => TokenInBody(request.Body),
        _ => null,
    };

    private static string? TokenInBody(string body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body);
            return SnowflakeAnswer.Text(document.RootElement, "token");
        }
        catch (JsonException)
        {
            return BrowserRequest.Field(body, "token");
        }
    }

    private static async Task<BrowserRequest?> ReadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[LongestRequest];
        int length = 0;
        while (length < buffer.Length)
        {
            int read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
            length += read;
            BrowserRequest? request = BrowserRequest.Parse(Encoding.UTF8.GetString(buffer, 0, length));
            if (request is not null || read == 0)
            {
                return request;
            }
        }

        return null;
    }
}
