using System.Collections;

namespace Prefect.Sql;

/// <summary>Compares values of parameters: lists by what is in them.</summary>
internal sealed class SqlValueComparer : IEqualityComparer<object?>
{
    public static SqlValueComparer Instance { get; } = new();

    public new bool Equals(object? x, object? y) => (x, y) switch
    {
        (string or null, _) => object.Equals(x, y),
        (IEnumerable one, IEnumerable other) when one.GetType() == other.GetType() =>
            one.Cast<object?>().SequenceEqual(other.Cast<object?>(), this),
        _ => object.Equals(x, y),
    };

    public int GetHashCode(object? obj) => obj is string or not IEnumerable ? obj?.GetHashCode() ?? 0 : 0;
}
