using System.Reflection;
using System.Runtime.CompilerServices;

namespace Prefect.Flows;

/// <summary>The defaults of parameters, as values of the parameter's type.</summary>
internal static class ParameterDefaults
{
    public static object? Of(ParameterInfo parameter) => parameter.HasDefaultValue ? Fit(parameter.DefaultValue, parameter.ParameterType) : null;

    public static object? Of(ParameterDefinition parameter) => Fit(parameter.Default, parameter.Type);

    // What metadata holds is null for any structure's default, and a number for an enumeration that may be null.
    private static object? Fit(object? value, Type type)
    {
        Type bare = Nullable.GetUnderlyingType(type) ?? type;
        return value switch
        {
            null or Missing or DBNull => type.IsValueType && bare == type ? RuntimeHelpers.GetUninitializedObject(type) : null,
            _ when bare.IsEnum && !bare.IsInstanceOfType(value) => Enum.ToObject(bare, value),
            _ => value,
        };
    }
}
