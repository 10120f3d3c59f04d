using Prefect.Blocks;

namespace Prefect.Shell;

/// <summary>Keeps the last lines of an error output, which say what went wrong.</summary>
internal sealed class ErrorTail
{
    private const int Longest = 16 * 1024;

    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();
    private int _length;

    public void Add(string line)
    {
        // What is cut off may cut a secret in two, and half of one is not known for what it is.
        string kept = line.Length > Longest ? SecretMasker.Mask(line) : line;
        kept = kept.Length > Longest ? kept[..Longest] : kept;
        lock (_gate)
        {
            _lines.Enqueue(kept);
            _length += kept.Length;
            while (_length > Longest && _lines.Count > 1)
            {
                _length -= _lines.Dequeue().Length;
            }
        }
    }

    public override string ToString()
    {
        lock (_gate)
        {
            return string.Join('\n', _lines);
        }
    }
}
