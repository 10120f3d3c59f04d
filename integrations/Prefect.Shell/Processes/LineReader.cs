using System.Buffers;
using System.Text;

namespace Prefect.Shell;

/// <summary>Takes a pipe apart into lines, in constant memory.</summary>
internal static class LineReader
{
    public const int LongestLine = 1024 * 1024;
    private const int BufferSize = 32 * 1024;

    /// <summary>Gives each line, until the pipe ends. One that does not end with a line feed counts too.</summary>
    public static async Task ReadAsync(Stream pipe, Func<string, ValueTask> onLine, CancellationToken cancellationToken)
    {
        Decoder decoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetDecoder();
        byte[] bytes = ArrayPool<byte>.Shared.Rent(BufferSize);
        char[] chars = ArrayPool<char>.Shared.Rent(bytes.Length + 1);
        StringBuilder begun = new();
        try
        {
            int read;
            do
            {
                read = await pipe.ReadAsync(bytes, cancellationToken).ConfigureAwait(false);
                int count = decoder.GetChars(bytes, 0, read, chars, 0, flush: read == 0);
                await SplitAsync(chars, count, begun, onLine).ConfigureAwait(false);
            }
            while (read > 0);
            if (begun.Length > 0)
            {
                await onLine(Take(begun)).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
            ArrayPool<char>.Shared.Return(chars);
        }
    }

    private static async ValueTask SplitAsync(char[] chars, int count, StringBuilder begun, Func<string, ValueTask> onLine)
    {
        int start = 0;
        while (start < count)
        {
            if (begun.Length == LongestLine && chars[start] != '\n')
            {
                await onLine(begun.ToString()).ConfigureAwait(false);
                begun.Clear();
            }

            int end = Array.IndexOf(chars, '\n', start, count - start);
            int piece = Math.Min((end < 0 ? count : end) - start, LongestLine - begun.Length);
            begun.Append(chars, start, piece);
            start += piece;
            if (start == end)
            {
                start++;
                await onLine(Take(begun)).ConfigureAwait(false);
            }
        }
    }

    private static string Take(StringBuilder begun)
    {
        int length = begun.Length > 0 && begun[^1] == '\r' ? begun.Length - 1 : begun.Length;
        string line = begun.ToString(0, length);
        begun.Clear();
        return line;
    }
}
