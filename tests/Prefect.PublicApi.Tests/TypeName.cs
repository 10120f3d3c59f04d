using System.Reflection;

namespace Prefect.PublicApi.Tests;

/// <summary>Names types as a C# programmer would.</summary>
internal static class TypeName
{
    private static readonly Dictionary<Type, string> s_keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool",
        [typeof(byte)] = "byte", [typeof(int)] = "int", [typeof(long)] = "long", [typeof(double)] = "double",
        [typeof(decimal)] = "decimal", [typeof(char)] = "char",
    };

    public static string Of(ParameterInfo parameter) => Of(parameter.ParameterType, new NullabilityInfoContext().Create(parameter));

    public static string Of(PropertyInfo property) => Of(property.PropertyType, new NullabilityInfoContext().Create(property));

    public static string Of(FieldInfo field) => Of(field.FieldType, new NullabilityInfoContext().Create(field));

    public static string Of(Type type, NullabilityInfo? nullability = null)
    {
        bool mayBeNull = nullability is { ReadState: NullabilityState.Nullable } && !type.IsValueType && !type.IsByRef;
        return Plain(type, nullability) + (mayBeNull ? "?" : "");
    }

    private static string Plain(Type type, NullabilityInfo? nullability)
    {
        if (s_keywords.TryGetValue(type, out string? keyword))
        {
            return keyword;
        }

        if (type.IsArray)
        {
            return Of(type.GetElementType()!, nullability?.ElementType) + "[]";
        }

        if (type.IsByRef)
        {
            return "ref " + Of(type.GetElementType()!);
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Of(underlying) + "?";
        }

        if (type.IsGenericParameter)
        {
            return type.Name;
        }

        string prefix = type.IsNested ? Of(type.DeclaringType!) + "." : type.Namespace is "System" ? "" : type.Namespace + ".";
        string name = type.Name.Split('`')[0];
        int outer = type.DeclaringType?.GetGenericArguments().Length ?? 0;
        NullabilityInfo[] inner = nullability?.GenericTypeArguments ?? [];
        string[] arguments = [.. type.GetGenericArguments().Select((argument, index) => Of(argument, index < inner.Length ? inner[index] : null)).Skip(outer)];
        return prefix + name + (arguments.Length > 0 ? $"<{string.Join(", ", arguments)}>" : "");
    }
}
