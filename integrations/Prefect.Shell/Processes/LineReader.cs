using System.Buffers;
using System.Text;

namespace Prefect.Shell;

/// <summary>Takes a pipe apart into lines, in constant memory.</summary>
internal static class LineReader
{
    public const int LongestLine = 1024 * 1024;
    private const int BufferSize = 32 * 1024;
    private const int MostInPipe = 1024 * 1024;

    /// <summary>Gives each line, until the pipe ends or is given up. One that does not end with a line feed counts too.</summary>
    /// <param name="pipe">The pipe.</param>
    /// <param name="onLine">Takes a line, or a piece of one that goes on.</param>
    /// <param name="cancellationToken">Gives the pipe up: what is in it is still read, and no more is waited for.</param>
    public static async Task ReadAsync(Stream pipe, Func<string, bool, ValueTask> onLine, CancellationToken cancellationToken)
    {
        Decoder decoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetDecoder();
        byte[] bytes = ArrayPool<byte>.Shared.Rent(BufferSize);
        char[] chars = ArrayPool<char>.Shared.Rent(bytes.Length + 1);
        StringBuilder begun = new();
        int left = MostInPipe;
        try
        {
            int read;
            do
            {
                read = left > 0 ? await NextAsync(pipe, bytes, cancellationToken).ConfigureAwait(false) : 0;
                left -= cancellationToken.IsCancellationRequested ? read : 0;
                int count = decoder.GetChars(bytes, 0, read, chars, 0, flush: read == 0);
                await SplitAsync(chars, count, begun, onLine).ConfigureAwait(false);
            }
            while (read > 0);
            if (begun.Length > 0)
            {
                await onLine(Take(begun), false).ConfigureAwait(false);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
            ArrayPool<char>.Shared.Return(chars);
        }
    }

    /// <summary>Gives the number of bytes read; 0 for the end, or where the pipe was given up and nothing is in it.</summary>
    private static async ValueTask<int> NextAsync(Stream pipe, byte[] bytes, CancellationToken cancellationToken)
    {
        try
        {
            return await pipe.ReadAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            using CancellationTokenSource late = new();
            Task<int> rest = pipe.ReadAsync(bytes, late.Token).AsTask();
            if (!rest.IsCompleted)
            {
                await late.CancelAsync().ConfigureAwait(false);
                await ((Task)rest).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            return rest.IsCanceled ? 0 : await rest.ConfigureAwait(false);
        }
    }

    private static async ValueTask SplitAsync(char[] chars, int count, StringBuilder begun, Func<string, bool, ValueTask> onLine)
    {
        int start = 0;
        while (start < count)
        {
            if (begun.Length == LongestLine && chars[start] != '\n')
            {
                await onLine(TakePiece(begun), true).ConfigureAwait(false);
            }

            int end = Array.IndexOf(chars, '\n', start, count - start);
            int piece = Math.Min((end < 0 ? count : end) - start, LongestLine - begun.Length);
            begun.Append(chars, start, piece);
            start += piece;
            if (start == end)
            {
                start++;
                await onLine(Take(begun), false).ConfigureAwait(false);
            }
        }
    }

    // A character of two halves stays in one piece.
    private static string TakePiece(StringBuilder begun)
    {
        string piece = begun.ToString(0, char.IsHighSurrogate(begun[^1]) ? begun.Length - 1 : begun.Length);
        begun.Remove(0, piece.Length);
        return piece;
    }

    private static string Take(StringBuilder begun)
    {
        int length = begun.Length > 0 && begun[^1] == '\r' ? begun.Length - 1 : begun.Length;
        string line = begun.ToString(0, length);
        begun.Clear();
        return line;
    }
}
