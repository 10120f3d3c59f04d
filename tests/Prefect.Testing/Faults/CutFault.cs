using System.Globalization;
using System.Text;

namespace Prefect.Testing;

/// <summary>Sends the beginning of the target's answer, never all of it.</summary>
internal sealed record CutFault(long Bytes, Cut Cut) : Fault
{
    internal override async Task ApplyAsync(ProxiedExchange exchange, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await exchange.SendAsync(cancellationToken);
        RawConnection connection = exchange.Connection;
        bool hasBody = !string.Equals(exchange.Request.Method, "HEAD", StringComparison.Ordinal) && answer.Content.Headers.ContentLength != 0;
        await connection.WriteAsync(Head(answer, hasBody), cancellationToken);
        if (hasBody)
        {
            await SendBodyAsync(answer, connection, cancellationToken);
        }

        await (Cut switch
        {
            Cut.Reset => connection.ResetAsync(cancellationToken),
            Cut.Stall => connection.StallAsync(cancellationToken),
            _ => connection.CloseAsync(cancellationToken),
        });
    }

    // An answer without a body is cut before the empty line that would complete it.
    private static byte[] Head(HttpResponseMessage answer, bool hasBody)
    {
        StringBuilder head = new();
        head.Append(CultureInfo.InvariantCulture, $"HTTP/1.1 {(int)answer.StatusCode} {answer.ReasonPhrase}\r\n");
        foreach ((string name, string value) in ProxiedExchange.HeadersOf(answer))
        {
            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        if (answer.Content.Headers.ContentLength is null)
        {
            head.Append("Transfer-Encoding: chunked\r\n");
        }

        return Encoding.Latin1.GetBytes(head.Append(hasBody ? "\r\n" : "").ToString());
    }

    private async Task SendBodyAsync(HttpResponseMessage answer, RawConnection connection, CancellationToken cancellationToken)
    {
        await using Stream body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        bool chunked = answer.Content.Headers.ContentLength is null;
        long left = Math.Min(Bytes, answer.Content.Headers.ContentLength - 1 ?? long.MaxValue);
        byte[] buffer = new byte[1 << 16];
        while (left > 0)
        {
            int read = await body.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)), cancellationToken);
            if (read == 0)
            {
                return;
            }

            left -= read;
            byte[] start = chunked ? Encoding.ASCII.GetBytes($"{read:x}\r\n") : [];
            byte[] end = chunked ? "\r\n"u8.ToArray() : [];
            await connection.WriteAsync((byte[])[.. start, .. buffer.AsSpan(0, read), .. end], cancellationToken);
        }
    }
}
