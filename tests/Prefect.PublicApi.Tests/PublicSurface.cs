using System.Globalization;
using System.Reflection;
using System.Text;

namespace Prefect.PublicApi.Tests;

/// <summary>Writes down what an assembly shows to others, one line a member, in an order that does not depend on the compiler.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Describe(Assembly assembly)
    {
        StringBuilder surface = new();
        foreach (Type type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            surface.Append(Header(type)).Append('\n');
            foreach (string member in Members(type).Order(StringComparer.Ordinal))
            {
                surface.Append("    ").Append(member).Append('\n');
            }
        }

        return surface.ToString();
    }

    private static string Header(Type type)
    {
        string kind = type.IsEnum ? "enum"
            : type.IsInterface ? "interface"
            : type.IsValueType ? "struct"
            : type is { IsAbstract: true, IsSealed: true } ? "static class"
            : type.IsAbstract ? "abstract class"
            : type.IsSealed ? "sealed class"
            : "class";
        IEnumerable<string> bases = (type.BaseType is { } parent && parent != typeof(object) && !type.IsValueType ? [parent] : Array.Empty<Type>())
            .Concat(type.GetInterfaces().Where(candidate => candidate.IsVisible && !type.IsEnum)
                .OrderBy(candidate => candidate.FullName, StringComparer.Ordinal))
            .Select(parent => TypeName.Of(parent));
        string list = string.Join(", ", bases);
        return $"{kind} {TypeName.Of(type)}{(list.Length > 0 ? " : " + list : "")}";
    }

    private static IEnumerable<string> Members(Type type)
    {
        foreach (MemberInfo member in type.GetMembers(Declared))
        {
            string? line = member switch
            {
                FieldInfo field when IsVisible(field) && !field.IsSpecialName => Field(field),
                ConstructorInfo constructor when IsVisible(constructor) => $"ctor({Parameters(constructor)})",
                MethodInfo method when IsVisible(method) && IsCallable(method) => Method(method),
                PropertyInfo property when IsVisible(property) => Property(property),
                EventInfo handler when handler.AddMethod is { } add && IsVisible(add) => $"event {TypeName.Of(handler.EventHandlerType!)} {handler.Name}",
                _ => null,
            };
            if (line is not null)
            {
                yield return line;
            }
        }
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsVisible(FieldInfo field) => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly;

    private static bool IsVisible(PropertyInfo property) => property.GetAccessors(nonPublic: true).Any(IsVisible);

    private static bool IsCallable(MethodInfo method) =>
        !method.Name.StartsWith('<') && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal));

    private static string Field(FieldInfo field) => field.IsLiteral
        ? $"const {TypeName.Of(field)} {field.Name} = {Value(field.GetRawConstantValue())}"
        : $"field {(field.IsStatic ? "static " : "")}{TypeName.Of(field)} {field.Name}";

    private static string Method(MethodInfo method)
    {
        string generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => TypeName.Of(argument)))}>" : "";
        return $"{Modifiers(method)}{TypeName.Of(method.ReturnParameter)} {method.Name}{generic}({Parameters(method)})";
    }

    private static string Property(PropertyInfo property)
    {
        IEnumerable<string> accessors = property.GetAccessors(nonPublic: true).Where(IsVisible)
            .Select(accessor => accessor == property.GetMethod ? "get" : IsInit(accessor) ? "init" : "set");
        string index = string.Join(", ", property.GetIndexParameters().Select(Parameter));
        string name = index.Length > 0 ? $"this[{index}]" : property.Name;
        return $"{Modifiers(property.GetAccessors(nonPublic: true).First(IsVisible))}{TypeName.Of(property)} {name} {{ {string.Join("; ", accessors)} }}";
    }

    private static bool IsInit(MethodInfo setter) => setter.ReturnParameter.GetRequiredCustomModifiers()
        .Any(modifier => modifier.FullName == "System.Runtime.CompilerServices.IsExternalInit");

    private static string Modifiers(MethodInfo method) =>
        (method.IsFamily || method.IsFamilyOrAssembly ? "protected " : "")
        + (method.IsStatic ? "static " : "")
        + (method.IsAbstract ? "abstract " : "");

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter) =>
        $"{TypeName.Of(parameter)} {parameter.Name}{(parameter.HasDefaultValue ? " = " + Value(parameter.RawDefaultValue) : "")}";

    private static string Value(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
