namespace Prefect.Flows;

/// <summary>The named values that user code put around entries of run loggers with <c>BeginScope</c>.</summary>
internal sealed class UserLogScope : IDisposable
{
    /// <summary>Set to false, it keeps an entry out of the run's log.</summary>
    private const string KeepKey = "send_to_api";
    private static readonly AsyncLocal<UserLogScope?> s_innermost = new();
    private readonly UserLogScope? _parent;
    private readonly IEnumerable<KeyValuePair<string, object?>> _values;
    private readonly IDisposable? _outer;

    private UserLogScope(UserLogScope? parent, IEnumerable<KeyValuePair<string, object?>> values, IDisposable? outer)
    {
        _parent = parent;
        _values = values;
        _outer = outer;
    }

    public static IDisposable Begin(IEnumerable<KeyValuePair<string, object?>> values, IDisposable? outer) =>
        s_innermost.Value = new UserLogScope(s_innermost.Value, values, outer);

    /// <summary>Gives the values of a run without those that user code has put others in place of.</summary>
    public static IReadOnlyList<KeyValuePair<string, object?>> Without(RunLogScope scope)
    {
        if (s_innermost.Value is not { } innermost)
        {
            return scope;
        }

        HashSet<string> taken = new(StringComparer.Ordinal);
        for (UserLogScope? user = innermost; user is not null; user = user._parent)
        {
            taken.UnionWith(user._values.Select(pair => pair.Key));
        }

        return scope.Any(pair => taken.Contains(pair.Key)) ? [.. scope.Where(pair => !taken.Contains(pair.Key))] : scope;
    }

    /// <summary>Whether nobody asked to keep the entry out of the run's log.</summary>
    public static bool AllowsKeeping<TState>(TState state, IReadOnlyDictionary<string, object?>? extra)
    {
        if (state is IEnumerable<KeyValuePair<string, object?>> pairs && Find(pairs) is { } said)
        {
            return said;
        }

        for (UserLogScope? user = s_innermost.Value; user is not null; user = user._parent)
        {
            if (Find(user._values) is { } scoped)
            {
                return scoped;
            }
        }

        return extra is null || !extra.TryGetValue(KeepKey, out object? value) || value is not false;
    }

    /// <summary>What named values say about keeping, if anything.</summary>
    public static bool? Find(IEnumerable<KeyValuePair<string, object?>> values)
    {
        foreach ((string key, object? value) in values)
        {
            if (value is bool keeps && key == KeepKey)
            {
                return keeps;
            }
        }

        return null;
    }

    public void Dispose()
    {
        s_innermost.Value = _parent;
        _outer?.Dispose();
    }
}
