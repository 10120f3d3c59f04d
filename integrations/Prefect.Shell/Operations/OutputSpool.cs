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
    private readonly StringBuilder _line = new();
    private StreamWriter? _file;
    private bool _isBegun;
    private int _characters;
    private long _written;
    private long _lastAt;

    /// <summary>The last line; null when there is none.</summary>
    public string? Last
    {
        get
        {
            lock (_gate)
            {
                List<string> last = _file is null ? InMemory() : [];
                ReadFile(_lastAt, last);
                return last.Count > 0 ? last[^1] : null;
            }
        }
    }

    /// <summary>Adds a line, or a piece of one that goes on in the next. White space at its end is left out, and it is where nothing remains.</summary>
    public void Add(string text, bool goesOn)
    {
        lock (_gate)
        {
            string piece = goesOn ? text : text.TrimEnd();
            if (piece.Length == 0 && !_isBegun)
            {
                return;
            }

            _lastAt = _isBegun ? _lastAt : _written;
            _isBegun = goesOn;
            Append(piece, goesOn);
        }
    }

    /// <summary>Gives the lines so far.</summary>
    public IReadOnlyList<string> Read()
    {
        lock (_gate)
        {
            List<string> lines = InMemory();
            ReadFile(0, lines);
            return lines;
        }
    }

    private List<string> InMemory() => _line.Length > 0 ? [.. _lines, _line.ToString()] : [.. _lines];

    private void Append(string piece, bool goesOn)
    {
        if (_file is null && piece.Length <= CharactersInMemory - _characters)
        {
            _characters += piece.Length;
            _line.Append(piece);
            if (!goesOn)
            {
                _lines.Add(_line.ToString());
                _line.Clear();
            }

            return;
        }

        if (_file is null)
        {
            _file = OpenFile();
            Write(_line.ToString());
            _line.Clear();
        }

        // A pipe was taken apart at line feeds: there is none in a line.
        Write(piece);
        Write(goesOn ? "" : "\n");
    }

    private void Write(string text)
    {
        _file!.Write(text);
        _written += Encoding.UTF8.GetByteCount(text);
    }

    private void ReadFile(long from, List<string> lines)
    {
        if (_file is null)
        {
            return;
        }

        _file.Flush();
        _file.BaseStream.Position = from;
        AddAll(_file.BaseStream, lines);
        _file.BaseStream.Position = _file.BaseStream.Length;
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

        if (begun.Length > 0)
        {
            lines.Add(begun.ToString());
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
