using System.Text;

namespace Prefect.Testing;

/// <summary>
/// Looks for secrets where none may be: in text, bytes, files and whole directory trees, plain or escaped for JSON, URLs or
/// markup, in base64 at any alignment or in hex, all of it in UTF-8 or UTF-16. It sees what is stored in one piece: not what is compressed
/// or encrypted, and not a value that a database split across two pages.
/// </summary>
public sealed partial class LeakSweep
{
    private const int SmallestRead = 1 << 12;
    private const int LargestRead = 1 << 20;

    private readonly LeakForm[] _forms;
    private readonly int _longest;
    private readonly IReadOnlyCollection<Canary> _canaries;

    /// <summary>Prepares a sweep for some secrets.</summary>
    /// <exception cref="ArgumentException">No canary was given.</exception>
    public LeakSweep(params IReadOnlyCollection<Canary> canaries)
    {
        ArgumentNullException.ThrowIfNull(canaries);
        if (canaries.Count == 0)
        {
            throw new ArgumentException("A sweep without canaries finds nothing.", nameof(canaries));
        }

        _canaries = canaries;
        _forms = [.. canaries.SelectMany(LeakForm.Of)];
        _longest = _forms.Max(form => form.Bytes.Length);
    }

    /// <summary>Finds leaks in text.</summary>
    /// <param name="text">What to sweep; null and empty text is clean.</param>
    /// <param name="source">What reports call it.</param>
    public IReadOnlyList<Leak> FindIn(string? text, string source = "text") =>
        string.IsNullOrEmpty(text) ? [] : FindIn(Encoding.UTF8.GetBytes(text), source);

    /// <summary>Finds leaks in bytes, one for each form of a canary that occurs, at its first place.</summary>
    /// <param name="bytes">What to sweep.</param>
    /// <param name="source">What reports call it.</param>
    public IReadOnlyList<Leak> FindIn(ReadOnlySpan<byte> bytes, string source = "bytes")
    {
        List<Leak> leaks = [];
        Find(bytes, source, 0, leaks);
        return leaks;
    }

    /// <summary>Finds leaks in an exception: its whole text, and the data of it and of all inside it.</summary>
    public IReadOnlyList<Leak> FindIn(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        return FindIn(ExceptionText.Of(exception), exception.GetType().Name);
    }

    /// <summary>Finds leaks in what a logger, an activity listener or the like collected.</summary>
    public IReadOnlyList<Leak> FindIn(ISweepSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return [.. source.Texts.SelectMany(piece => FindIn(piece.Text, piece.Label))];
    }

    /// <summary>Finds leaks in a file of any size.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public IReadOnlyList<Leak> FindInFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return FindIn(file, path);
    }

    /// <summary>Finds leaks in every file below a directory, and in the names of files and folders. Links are not followed.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such directory.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public IReadOnlyList<Leak> FindInDirectory(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        EnumerationOptions everything = new() { AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };
        List<Leak> leaks = [];
        foreach (FileSystemInfo entry in new DirectoryInfo(path).EnumerateFileSystemInfos("*", everything))
        {
            leaks.AddRange(FindIn(entry.Name, "a name in " + path));
            if (entry.LinkTarget is not null)
            {
                leaks.AddRange(FindIn(entry.LinkTarget, "target of " + entry.FullName));
            }
            else
            {
                leaks.AddRange(entry is DirectoryInfo ? FindInDirectory(entry.FullName) : FindInFile(entry.FullName));
            }
        }

        return leaks;
    }

    private List<Leak> FindIn(Stream stream, string source)
    {
        // Two reads overlap by what the longest form may miss at the end of the first.
        int overlap = _longest - 1;
        byte[] window = new byte[overlap + (int)Math.Clamp(stream.Length, SmallestRead, LargestRead)];
        List<Leak> leaks = [];
        long offset = 0;
        int kept = 0;
        for (int read; (read = stream.ReadAtLeast(window.AsSpan(kept), window.Length - kept, throwOnEndOfStream: false)) > 0;)
        {
            int filled = kept + read;
            Find(window.AsSpan(0, filled), source, offset, leaks);
            kept = Math.Min(overlap, filled);
            window.AsSpan(filled - kept, kept).CopyTo(window);
            offset += filled - kept;
        }

        return leaks;
    }

    private void Find(ReadOnlySpan<byte> bytes, string source, long offset, List<Leak> leaks)
    {
        foreach (LeakForm form in _forms)
        {
            int at = bytes.IndexOf(form.Bytes);
            if (at >= 0 && !leaks.Exists(form.IsThatOf))
            {
                leaks.Add(new Leak(form.Canary, form.Name, Masked(source), offset + at));
            }
        }
    }

    // A file may be named after a secret; the report that says so must not repeat it.
    private string Masked(string source) =>
        _canaries.Aggregate(source, (text, canary) => text.Replace(canary.Value, "********", StringComparison.Ordinal));
}
