using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Prefect.Shell;

/// <summary>
/// Keeps lines, the first of them in memory and what is more in a file, so that long outputs cost no memory until they are asked for.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "The output can be asked for as long as anybody holds the process: the file, which has no name, ends with the last of them.")]
internal sealed class OutputSpool
{
    private const int CharactersInMemory = 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private StreamWriter? _file;
    private int _characters;

    /// <summary>The last line; null when there is none.</summary>
    public string? Last { get; private set; }

    public void Add(string line)
    {
        lock (_gate)
        {
            Last = line;
            if (_file is null && (_characters += line.Length) <= CharactersInMemory)
            {
                _lines.Add(line);
                return;
            }

            // A pipe was taken apart at line feeds: there is none in a line.
            _file ??= OpenFile();
            _file.Write(line);
            _file.Write('\n');
        }
    }

    /// <summary>Gives the lines so far.</summary>
    public IReadOnlyList<string> Read()
    {
        lock (_gate)
        {
            List<string> lines = [.. _lines];
            if (_file is not null)
            {
                _file.Flush();
                _file.BaseStream.Position = 0;
                AddAll(_file.BaseStream, lines);
                _file.BaseStream.Position = _file.BaseStream.Length;
            }

            return lines;
        }
    }

    private static void AddAll(Stream file, List<string> lines)
    {
        using StreamReader reader = new(file, Encoding.UTF8, detectEncodingFromByteOrderMarks: false, leaveOpen: true);
        char[] buffer = new char[32 * 1024];
        StringBuilder begun = new();
        while (reader.Read(buffer) is var count and > 0)
        {
            ReadOnlySpan<char> rest = buffer.AsSpan(0, count);
            while (rest.IndexOf('\n') is var end and >= 0)
            {
                lines.Add(begun.Append(rest[..end]).ToString());
                begun.Clear();
                rest = rest[(end + 1)..];
            }

            begun.Append(rest);
        }
    }

    private static StreamWriter OpenFile()
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        string path = Path.Combine(Path.GetTempPath(), $"prefect-{Guid.NewGuid():N}.out");
        FileStream file = new(path, options);
        if (!OperatingSystem.IsWindows())
        {
            // Without a name it is gone with this process, however that ends.
            File.Delete(path);
        }

        return new StreamWriter(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 32 * 1024);
    }
}
