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

    public static string Of(Type type)
    {
        if (s_keywords.TryGetValue(type, out string? keyword))
        {
            return keyword;
        }

        if (type.IsArray)
        {
            return Of(type.GetElementType()!) + "[]";
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
        string[] arguments = [.. type.GetGenericArguments().Skip(outer).Select(Of)];
        return prefix + name + (arguments.Length > 0 ? $"<{string.Join(", ", arguments)}>" : "");
    }
}
