using System.Text;
using Microsoft.Win32.SafeHandles;
using Prefect.Client.Toml;

namespace Prefect.Client;

/// <summary>Reads the files settings come from, and says what is wrong with one that cannot be read.</summary>
internal static class SettingsFile
{
    private const int LargestBytes = 4 * 1024 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads the whole file, or nothing where there is none.</summary>
    public static string? TryReadText(string path)
    {
        if (!File.Exists(path))
        {
            return Directory.Exists(path)
                ? throw new SettingsException($"Cannot read settings from {path}: it is a folder. Move it away, or name another file.", file: path)
                : null;
        }

        try
        {
            using SafeFileHandle handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (RandomAccess.GetLength(handle) > LargestBytes)
            {
                throw new SettingsException($"Cannot read settings from {path}: it is larger than {LargestBytes / 1024 / 1024} MiB.", file: path);
            }

            return StrictUtf8.GetString(ReadBytes(handle));
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (DecoderFallbackException failure)
        {
            throw new SettingsException($"Cannot read settings from {path}: it is not UTF-8 text. Save it as UTF-8.", file: path, innerException: failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new SettingsException(
                $"Cannot read settings from {path}: {failure.Message} Make the file readable for this user.", file: path, innerException: failure);
        }
    }

    private static ReadOnlySpan<byte> ReadBytes(SafeFileHandle handle)
    {
        byte[] bytes = new byte[RandomAccess.GetLength(handle)];
        int length = 0;
        while (length < bytes.Length && RandomAccess.Read(handle, bytes.AsSpan(length), length) is var read and > 0)
        {
            length += read;
        }

        return bytes.AsSpan(0, length);
    }

    public static TomlTable Parse(string text, string path)
    {
        try
        {
            return TomlReader.Read(text);
        }
        catch (TomlException failure)
        {
            throw new SettingsException(
                $"Cannot read {path}: line {failure.Line}, column {failure.Column}: {failure.Problem}. Correct that line.",
                file: path,
                line: failure.Line,
                innerException: failure);
        }
    }
}
