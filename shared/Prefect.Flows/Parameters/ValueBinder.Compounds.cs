using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using Prefect.Blocks;

namespace Prefect.Flows;

internal sealed partial class ValueBinder
{
    private bool TryCollection(object value, ValueSlot slot, string path, out object? bound)
    {
        Type type = slot.Bare;
        bound = null;
        if (typeof(ITuple).IsAssignableFrom(type) && type.IsValueType && type.IsGenericType)
        {
            bound = Tuple(value, slot, path);
            return true;
        }

        if (CollectionTypes.KeyAndValue(type) is { } pair)
        {
            bound = Map(value, slot, pair.Key, pair.Value, path);
            return true;
        }

        if (CollectionTypes.Item(type) is not { } item)
        {
            return false;
        }

        if (value is string or IDictionary || value is not IEnumerable given || !ValueKinds.IsHeld(given))
        {
            throw Fail(path, ValueWords.Of(type), value);
        }

        ValueSlot inner = slot.Inner(item, 0);
        List<object?> items = [];
        foreach (object? one in given)
        {
            items.Add(Bind(one, inner, $"{path}[{items.Count}]"));
        }

        bound = CollectionTypes.Make(type, item, items) ?? throw Fail(path, ValueWords.Of(type), value);
        return true;
    }

    private object Map(object value, ValueSlot slot, Type keyType, Type valueType, string path)
    {
        IEnumerable<KeyValuePair<object, object?>> given = value switch
        {
            IDictionary dictionary => DictionaryEntries.Of(dictionary).Select(entry => KeyValuePair.Create(entry.Key, entry.Value)),
            IReadOnlyDictionary<string, object?> members => members.Select(member => KeyValuePair.Create((object)member.Key, member.Value)),
            _ => throw Fail(path, ValueWords.Of(slot.Bare), value),
        };
        IDictionary bound = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(keyType, valueType))!;
        ValueSlot inner = slot.Inner(valueType, 1);
        foreach ((object key, object? member) in given)
        {
            string place = $"{path}[{Convert.ToString(key, System.Globalization.CultureInfo.InvariantCulture)}]";
            bound[Bind(key, new ValueSlot(keyType), place)!] = Bind(member, inner, place);
        }

        return CollectionTypes.MakeMap(slot.Bare, bound) ?? throw Fail(path, ValueWords.Of(slot.Bare), value);
    }

    private object Tuple(object value, ValueSlot slot, string path)
    {
        Type[] types = slot.Bare.GetGenericArguments();
        if (value is not IList items || items.Count != types.Length || types.Length > 7)
        {
            throw Fail(path, $"a list of {types.Length}", value);
        }

        object?[] parts = new object?[types.Length];
        for (int index = 0; index < parts.Length; index++)
        {
            parts[index] = Bind(items[index], slot.Inner(types[index], index), $"{path}[{index}]");
        }

        return Activator.CreateInstance(slot.Bare, parts)!;
    }

    private static bool IsOneOf(Type type) =>
        type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(OneOf<,>) || type.GetGenericTypeDefinition() == typeof(OneOf<,,>));

    /// <summary>Takes the first type that the value is of, else the first that it can be turned into.</summary>
    private object Union(object value, ValueSlot slot, string path)
    {
        Type[] types = slot.Bare.GetGenericArguments();
        bool wasExact = IsExact;
        foreach (bool isExact in wasExact ? [true] : new[] { true, false })
        {
            for (int index = 0; index < types.Length; index++)
            {
                IsExact = isExact;
                try
                {
                    object? bound = Bind(value, slot.Inner(types[index], index), path);
                    return slot.Bare.GetConstructor([types[index]])!.Invoke([bound]);
                }
                catch (BindFailureException)
                {
                    // It is of another of the types, or of none.
                }
                finally
                {
                    IsExact = wasExact;
                }
            }
        }

        throw Fail(path, string.Join(" or ", types.Select(ValueWords.Of)), value);
    }

    private object Data(object value, DataShape shape, string path)
    {
        IReadOnlyDictionary<string, object?> given = value switch
        {
            IReadOnlyDictionary<string, object?> members => members,
            IDictionary dictionary when dictionary.Keys.Cast<object>().All(key => key is string) =>
                DictionaryEntries.Of(dictionary).ToDictionary(entry => (string)entry.Key, entry => entry.Value, StringComparer.Ordinal),
            _ => throw Fail(path, ValueWords.Of(shape.Type), value),
        };
        HashSet<string> used = new(StringComparer.Ordinal);
        object?[] arguments = new object?[shape.ArgumentCount];
        List<(DataMember Member, object? Value)> later = [];
        foreach (DataMember member in shape.Members)
        {
            string place = path.Length == 0 ? member.WireName : $"{path}.{member.WireName}";
            string? key = KeyOf(member, given);
            if (key is not null)
            {
                used.Add(key);
            }
            else if (member.IsRequired)
            {
                throw new BindFailureException(place, $"{ValueWords.Of(member.Slot.Type)}, which is required", "nothing");
            }

            object? bound = key is null ? member.Default : Bind(given[key], member.Slot, place);
            if (member.Position >= 0)
            {
                arguments[member.Position] = bound;
            }
            else if (key is not null)
            {
                later.Add((member, bound));
            }
        }

        if (RefusesUnknown && given.Keys.FirstOrDefault(name => !used.Contains(name)) is { } unknown)
        {
            throw new BindFailureException(
                path.Length == 0 ? unknown : $"{path}.{unknown}", $"no member: those of {shape.Type.Name} are {string.Join(", ", shape.Members.Select(member => member.WireName))}", "a value");
        }

        return Create(shape, arguments, later, path);
    }

    private static object Create(DataShape shape, object?[] arguments, List<(DataMember Member, object? Value)> later, string path)
    {
        try
        {
            object made = shape.Create(arguments);
            foreach ((DataMember member, object? value) in later)
            {
                member.Write(made, value);
            }

            return made;
        }
        catch (TargetInvocationException exception) when (exception.InnerException is { } reason)
        {
            // The type has rules of its own; what they say may hold the value, which is masked where it is known to be secret.
            throw new BindFailureException(path, ValueWords.Of(shape.Type), $"members that it refuses: {SecretMasker.Mask(reason.Message)}");
        }
    }

    private static string? KeyOf(DataMember member, IReadOnlyDictionary<string, object?> given) =>
        given.ContainsKey(member.WireName) ? member.WireName
        : given.ContainsKey(member.Name) ? member.Name
        : given.Keys.FirstOrDefault(name => MemberNames.AreSame(name, member.WireName));
}
