using System.Collections;
using System.Text.Json;

namespace Prefect.Gcp;

/// <summary>Compares values of rows by what they hold: arrays by their elements, documents by their content.</summary>
internal sealed class BigQueryValueComparer : IEqualityComparer
{
    public static BigQueryValueComparer Instance { get; } = new();

    public new bool Equals(object? x, object? y) => (x, y) switch
    {
        (JsonElement one, JsonElement other) => JsonElement.DeepEquals(one, other),
        (Array one, Array other) => ((IStructuralEquatable)one).Equals(other, this),
        _ => object.Equals(x, y),
    };

    public int GetHashCode(object? obj) => obj switch
    {
        null => 0,
        JsonElement document => (int)document.ValueKind,
        Array elements => ((IStructuralEquatable)elements).GetHashCode(this),
        _ => obj.GetHashCode(),
    };
}
