using System.Reflection;

namespace Prefect.Flows;

/// <summary>A place for a value: its type, and what is known of where it may be null.</summary>
internal readonly record struct ValueSlot(Type Type, NullabilityInfo? Nullability = null)
{
    /// <summary>The type of values that are there.</summary>
    public Type Bare => Nullable.GetUnderlyingType(Type) ?? Type;

    public bool AllowsNull => Nullable.GetUnderlyingType(Type) is not null
        || (!Type.IsValueType && Nullability?.WriteState is not NullabilityState.NotNull && Nullability?.ReadState is not NullabilityState.NotNull);

    /// <summary>Whether the declaration says that it may be null, and not only that it does not say anything.</summary>
    public bool IsDeclaredNullable => Nullable.GetUnderlyingType(Type) is not null || (!Type.IsValueType && Nullability?.ReadState is NullabilityState.Nullable);

    public static ValueSlot Of(ParameterInfo parameter) => new(parameter.ParameterType, Read(context => context.Create(parameter)));

    public static ValueSlot Of(PropertyInfo property) => new(property.PropertyType, Read(context => context.Create(property)));

    /// <summary>The place of the items, keys or values inside.</summary>
    public ValueSlot Inner(Type type, int argument)
    {
        NullabilityInfo? inner = Nullability switch
        {
            { ElementType: { } element } when element.Type == type => element,
            { GenericTypeArguments: { } arguments } when argument < arguments.Length && arguments[argument].Type == type => arguments[argument],
            _ => null,
        };
        return new ValueSlot(type, inner);
    }

    private static NullabilityInfo? Read(Func<NullabilityInfoContext, NullabilityInfo> read)
    {
        try
        {
            return read(new NullabilityInfoContext());
        }
        catch (InvalidOperationException)
        {
            // Trimmed programs may have left the annotations out: then nothing is known.
            return null;
        }
    }
}
