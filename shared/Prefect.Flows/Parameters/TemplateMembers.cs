using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Flows;

/// <summary>Finds values inside values, for templates.</summary>
internal static class TemplateMembers
{
    private static readonly ConcurrentDictionary<(Type Type, string Name), Func<object, object?>?> s_members = new();

    public static bool TryGet(object? value, NameStep step, out object? inner)
    {
        inner = null;
        return value switch
        {
            null => false,
            TemplateLookup lookup => lookup(step.Name, out inner),
            JsonElement element => TryGet(JsonPlain.Of(element), step, out inner),
            JsonNode node => TryGet(JsonPlain.Of(node), step, out inner),
            _ => step.IsKey ? TryKey(value, step.Name, out inner) : TryMember(value, step.Name, out inner),
        };
    }

    private static bool TryKey(object value, string key, out object? inner)
    {
        bool isNumber = int.TryParse(key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int index);
        switch (value)
        {
            case IReadOnlyDictionary<string, object?> members:
                return members.TryGetValue(key, out inner);
            case IDictionary dictionary:
                object? found = dictionary.Keys.Cast<object>().FirstOrDefault(
                    candidate => string.Equals(Convert.ToString(candidate, CultureInfo.InvariantCulture), key, StringComparison.Ordinal));
                inner = found is null ? null : dictionary[found];
                return found is not null;
            case string text when isNumber && index >= 0 && index < text.Length:
                inner = text[index];
                return true;
            case IList list when isNumber && index >= 0 && index < list.Count:
                inner = list[index];
                return true;
            case IEnumerable items when isNumber && index >= 0 && ValueKinds.IsHeld(items):
                List<object?> rest = [.. items.Cast<object?>().Skip(index).Take(1)];
                inner = rest.FirstOrDefault();
                return rest.Count == 1;
            default:
                inner = null;
                return false;
        }
    }

    private static bool TryMember(object value, string name, out object? inner)
    {
        if (value is IReadOnlyDictionary<string, object?> members && members.TryGetValue(name, out inner))
        {
            return true;
        }

        Func<object, object?>? read = s_members.GetOrAdd((value.GetType(), name), static member => Find(member.Type, member.Name));
        inner = read?.Invoke(value);
        return read is not null;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Members that a template names are there, or the template is refused.")]
    private static Func<object, object?>? Find(Type type, string name)
    {
        PropertyInfo? property = Array.Find(
            type.GetProperties(BindingFlags.Public | BindingFlags.Instance),
            candidate => candidate.CanRead && candidate.GetIndexParameters().Length == 0 && MemberNames.AreSame(candidate.Name, name));
        if (property is not null)
        {
            return property.GetValue;
        }

        FieldInfo? field = Array.Find(type.GetFields(BindingFlags.Public | BindingFlags.Instance), candidate => MemberNames.AreSame(candidate.Name, name));
        return field is null ? null : field.GetValue;
    }
}
