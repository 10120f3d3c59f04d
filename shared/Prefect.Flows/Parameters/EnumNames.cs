using System.Reflection;
using System.Text.Json.Serialization;

namespace Prefect.Flows;

/// <summary>The names of an enumeration as JSON has them.</summary>
internal static class EnumNames
{
    public static IReadOnlyList<string> Of(Type type) =>
        [.. type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(Of)];

    public static string Of(object value) =>
        Enum.GetName(value.GetType(), value) is { } name ? Of(value.GetType().GetField(name)!) : value.ToString() ?? "";

    public static object? Find(Type type, string text)
    {
        FieldInfo[] all = type.GetFields(BindingFlags.Public | BindingFlags.Static);
        FieldInfo? found = Array.Find(all, field => Of(field) == text) ?? Array.Find(all, field => MemberNames.AreSame(Of(field), text) || MemberNames.AreSame(field.Name, text));
        return found?.GetValue(null);
    }

    private static string Of(FieldInfo field) => field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? field.Name;
}
