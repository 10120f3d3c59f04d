using Microsoft.Extensions.Logging;
using Prefect.Blocks;
using Prefect.Shell;

namespace Prefect.Dbt;

/// <summary>Keeps what tells why dbt itself failed: the last error of its log, or else the last lines that are no entries of it.</summary>
internal sealed class DbtLastWords
{
    private const int MostLines = 20;
    private const int LongestLine = 2_000;

    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();
    private string? _error;

    public void Hear(DbtEvent told)
    {
        if (told is { Level: LogLevel.Error, NodeId: null } && !string.IsNullOrWhiteSpace(told.Message))
        {
            lock (_gate)
            {
                _error = told.Message.Trim();
            }
        }
    }

    /// <summary>Takes what is no entry of the log: what the interpreter prints, or a program that dbt starts.</summary>
    public void Hear(ChildLine line)
    {
        if (line.Stream != ChildStream.Error)
        {
            return;
        }

        // What is cut off may cut a secret in two, and half of one is not known for what it is.
        string text = line.Text.Length > LongestLine ? SecretMasker.Mask(line.Text) : line.Text;
        lock (_gate)
        {
            _lines.Enqueue(text.Length > LongestLine ? text[..LongestLine] : text);
            if (_lines.Count > MostLines)
            {
                _lines.Dequeue();
            }
        }
    }

    /// <summary>Says why dbt failed, in its own words.</summary>
    public string Explain(int exitCode)
    {
        lock (_gate)
        {
            string words = _error ?? (_lines.Count > 0 ? string.Join('\n', _lines) : $"dbt ended with code {exitCode} and said nothing.");
            return SecretMasker.Mask(words);
        }
    }
}
