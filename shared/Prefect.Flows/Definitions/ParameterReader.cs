using System.Reflection;
using System.Runtime.CompilerServices;

namespace Prefect.Flows;

/// <summary>Reads the parameters of a body.</summary>
internal static class ParameterReader
{
    private static readonly string[] s_reserved = ["returnState", "return_state", "waitFor", "wait_for"];

    /// <summary>Gives the parameters that a call fills, which is all but the cancellation token.</summary>
    public static IReadOnlyList<ParameterDefinition> Read(Delegate body)
    {
        // A static method with a target has it in its first parameter: an extension method, or a compiled expression.
        ParameterInfo[] own = body.Method.GetParameters();
        ReadOnlySpan<ParameterInfo> called = body.Method.IsStatic && body.Target is not null && own.Length > 0 ? own.AsSpan(1) : own;
        ParameterInfo[] typed = body.GetType().GetMethod("Invoke")!.GetParameters();
        return Read(called.Length == typed.Length ? called : typed);
    }

    /// <summary>Gives the parameters that a call of a method fills, which is all but the cancellation token.</summary>
    public static IReadOnlyList<ParameterDefinition> Read(MethodInfo method) => Read(method.GetParameters().AsSpan());

    /// <summary>Refuses names that calls use themselves.</summary>
    /// <exception cref="ReservedParameterException">A parameter has such a name.</exception>
    public static void ThrowIfReserved(Definition definition)
    {
        foreach (ParameterDefinition parameter in definition.Parameters)
        {
            if (Array.Exists(s_reserved, name => name.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase)))
            {
                throw new ReservedParameterException(
                    $"'{definition.Name}' has a parameter '{parameter.Name}', a name that calls use themselves. Rename the parameter.", parameter.Name);
            }
        }
    }

    private static ParameterDefinition[] Read(ReadOnlySpan<ParameterInfo> all)
    {
        int count = all.Length > 0 && all[^1].ParameterType == typeof(CancellationToken) ? all.Length - 1 : all.Length;
        ParameterDefinition[] read = new ParameterDefinition[count];
        for (int index = 0; index < count; index++)
        {
            ParameterInfo parameter = all[index];
            read[index] = new ParameterDefinition(parameter.Name ?? $"arg{index + 1}", parameter.ParameterType)
            {
                HasDefault = parameter.HasDefaultValue,
                Default = parameter.HasDefaultValue ? Default(parameter) : null,
            };
        }

        return read;
    }

    /// <summary>The default of a parameter in its type: reflection gives null for that of a struct, and a number for that of an enum that may be null.</summary>
    private static object? Default(ParameterInfo parameter)
    {
        Type type = parameter.ParameterType;
        return parameter.DefaultValue switch
        {
            null => type.IsValueType && Nullable.GetUnderlyingType(type) is null ? RuntimeHelpers.GetUninitializedObject(type) : null,
            var value when (Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } known && value.GetType() != known => Enum.ToObject(known, value),
            var value => value,
        };
    }
}
