using System.Text;
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
            using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (stream.Length > LargestBytes)
            {
                throw new SettingsException($"Cannot read settings from {path}: it is larger than {LargestBytes / 1024 / 1024} MiB.", file: path);
            }

            byte[] bytes = new byte[stream.Length];
            int length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return StrictUtf8.GetString(bytes, 0, length);
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
