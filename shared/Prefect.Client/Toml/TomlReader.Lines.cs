namespace Prefect.Client.Toml;

internal sealed partial class TomlReader
{
    private int _countedTo;
    private int _line = 1;

    /// <summary>Counts on from where it last stopped, so that a whole file costs one pass.</summary>
    private int LineHere()
    {
        int end = Math.Min(_position, _text.Length);
        if (end > _countedTo)
        {
            _line += _text.AsSpan(_countedTo, end - _countedTo).Count('\n');
            _countedTo = end;
        }

        return _line;
    }
}
