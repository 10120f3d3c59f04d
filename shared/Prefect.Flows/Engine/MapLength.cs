namespace Prefect.Flows;

/// <summary>Finds out how many runs a <c>Map</c> makes.</summary>
internal ref struct MapLength(FlowTask task)
{
    private int? _length;
    private string _lengths = "";
    private bool _differ;

    /// <summary>Takes an argument into account.</summary>
    /// <param name="index">Place of its parameter.</param>
    /// <param name="count">Items in it; null for an argument that all runs are given.</param>
    public void Add(int index, int? count)
    {
        if (count is not { } items)
        {
            return;
        }

        _differ |= _length is { } other && other != items;
        _length ??= items;
        _lengths += $"{(_lengths.Length > 0 ? ", " : "")}{task.Parameters[index].Name}: {items}";
    }

    /// <exception cref="MappingMissingIterableException">No argument was a sequence.</exception>
    /// <exception cref="MappingLengthMismatchException">Two had different lengths.</exception>
    public readonly int Get()
    {
        if (_length is not { } length)
        {
            throw new MappingMissingIterableException($"None of the arguments that '{task.Name}' is to be mapped over is a sequence. Use Submit for one run.");
        }

        return _differ
            ? throw new MappingLengthMismatchException($"The sequences that '{task.Name}' is to be mapped over have different lengths: {_lengths}. Make them equal, or wrap one in Unmapped.Of(…).")
            : length;
    }
}
