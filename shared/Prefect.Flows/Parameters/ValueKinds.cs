using System.Collections;

namespace Prefect.Flows;

/// <summary>Tells kinds of values apart.</summary>
internal static class ValueKinds
{
    /// <summary>Whether the items are all there already; others may be computed, without end or only once.</summary>
    public static bool IsHeld(IEnumerable items) => items is ICollection || Implements(items.GetType(), typeof(IReadOnlyCollection<>)) || Implements(items.GetType(), typeof(ICollection<>));

    [System.Diagnostics.CodeAnalysis.UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "A type without its interfaces only counts as one that does not hold its items.")]
    private static bool Implements(Type type, Type definition) =>
        Array.Exists(type.GetInterfaces(), contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == definition);

    public static bool IsInteger(object? value) => value is int or long or short or byte or sbyte or ushort or uint or ulong or Int128 or UInt128 or nint or nuint or System.Numerics.BigInteger;

    public static bool IsFraction(object? value) => value is double or float or decimal or Half;
}
