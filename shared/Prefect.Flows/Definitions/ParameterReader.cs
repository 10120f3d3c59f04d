using System.Reflection;

namespace Prefect.Flows;

/// <summary>Reads the parameters of a body.</summary>
internal static class ParameterReader
{
    private static readonly string[] s_reserved = ["returnState", "return_state", "waitFor", "wait_for"];

    /// <summary>Gives the parameters that a call fills, which is all but the cancellation token.</summary>
    public static IReadOnlyList<ParameterDefinition> Read(MethodInfo method)
    {
        ParameterInfo[] all = method.GetParameters();
        List<ParameterDefinition> read = new(all.Length);
        for (int index = 0; index < all.Length; index++)
        {
            ParameterInfo parameter = all[index];
            bool isToken = parameter.ParameterType == typeof(CancellationToken) && index == all.Length - 1;
            bool isClosure = index == 0 && method.IsStatic && parameter.ParameterType.FullName == "System.Runtime.CompilerServices.Closure";
            if (!isToken && !isClosure)
            {
                read.Add(new ParameterDefinition(parameter.Name ?? $"arg{index + 1}", parameter.ParameterType)
                {
                    HasDefault = parameter.HasDefaultValue,
                    Default = parameter.HasDefaultValue ? parameter.DefaultValue : null,
                });
            }
        }

        return read;
    }

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
}
