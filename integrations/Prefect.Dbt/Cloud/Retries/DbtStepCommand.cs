namespace Prefect.Dbt;

/// <summary>A command of a step, and what is to be done of it again.</summary>
internal sealed class DbtStepCommand
{
    private static readonly string[] s_known = ["build", "run", "test", "seed", "snapshot"];
    private static readonly string[] s_selections = ["-s", "--select"];

    private readonly string _text;
    private readonly DbtCommandWord? _known;
    private readonly DbtCommandWord? _selection;

    public DbtStepCommand(string text)
    {
        _text = text;
        IReadOnlyList<DbtCommandWord> words = DbtCommandWords.Split(text) ?? [];
        _known = First(words, s_known);
        _selection = First(words, s_selections);
    }

    /// <summary>Whether it works on nodes, so that some of them can be left out.</summary>
    public bool IsKnown => _known is not null;

    /// <summary>Whether it makes tables: <c>build</c>, <c>run</c>, <c>seed</c> or <c>snapshot</c>.</summary>
    public bool Materializes => _known is { Text: not "test" };

    public bool MakesDocs => _text.Contains("dbt docs generate", StringComparison.Ordinal);

    public bool LooksAtFreshness =>
        _text.Contains("dbt source freshness", StringComparison.Ordinal) || _text.Contains("dbt source snapshot-freshness", StringComparison.Ordinal);

    /// <summary>The same for some nodes: they come before those that it selects already, or are selected where it selects none.</summary>
    public string For(IEnumerable<string> nodes)
    {
        string names = string.Join(' ', nodes);
        return _selection is { } selection ? Insert(selection.End, names)
            : _known is { } known ? Insert(known.End, $"-s {names}")
            : _text;
    }

    private static DbtCommandWord? First(IReadOnlyList<DbtCommandWord> words, string[] texts)
    {
        foreach (string text in texts)
        {
            foreach (DbtCommandWord word in words)
            {
                if (word.Text == text)
                {
                    return word;
                }
            }
        }

        return null;
    }

    private string Insert(int place, string words) => $"{_text[..place]} {words}{_text[place..]}";
}
