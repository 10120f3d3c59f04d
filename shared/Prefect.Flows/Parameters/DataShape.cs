using System.Collections;
using System.Collections.Concurrent;
using System.ComponentModel;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>The members of a type that holds data: a record, or a class or structure like one.</summary>
internal sealed class DataShape
{
    private static readonly ConcurrentDictionary<Type, DataShape?> s_shapes = new();

    private readonly ConstructorInfo? _constructor;

    private DataShape(Type type, ConstructorInfo? constructor)
    {
        Type = type;
        _constructor = constructor;
        Members = ReadMembers(type, constructor);
    }

    public Type Type { get; }

    public IReadOnlyList<DataMember> Members { get; }

    /// <summary>Gives the shape of a type; null for one that is no data.</summary>
    public static DataShape? Of(Type type) => s_shapes.GetOrAdd(type, static type => Read(type));

    public object Create(object?[] arguments) => _constructor is null ? Activator.CreateInstance(Type)! : _constructor.Invoke(arguments);

    /// <summary>Number of arguments that <see cref="Create"/> wants.</summary>
    public int ArgumentCount => _constructor?.GetParameters().Length ?? 0;

    private static DataShape? Read(Type type)
    {
        bool isData = (type.IsClass || (type.IsValueType && !type.IsPrimitive && !type.IsEnum)) && !type.IsAbstract && !type.IsPointer && !type.IsByRefLike
            && !type.ContainsGenericParameters && !IsForeign(type);
        if (!isData || Constructor(type) is not { } found)
        {
            return null;
        }

        DataShape shape = new(type, found.Constructor);
        return shape.Members.Count > 0 || shape.ArgumentCount == 0 ? shape : null;
    }

    /// <summary>Whether a type does something rather than hold data.</summary>
    private static bool IsForeign(Type type) =>
        type.Namespace is { } space && (space == "System" || space.StartsWith("System.", StringComparison.Ordinal) || space.StartsWith("Microsoft.", StringComparison.Ordinal))
        || typeof(Delegate).IsAssignableFrom(type) || typeof(Exception).IsAssignableFrom(type) || typeof(IDisposable).IsAssignableFrom(type)
        || typeof(IAsyncDisposable).IsAssignableFrom(type) || typeof(IEnumerable).IsAssignableFrom(type) || typeof(Block).IsAssignableFrom(type)
        || (type.Assembly == typeof(DataShape).Assembly && !typeof(RunInput).IsAssignableFrom(type))
        || type.GetCustomAttribute<JsonConverterAttribute>(inherit: false) is not null;

    private static (bool IsThere, ConstructorInfo? Constructor)? Constructor(Type type)
    {
        ConstructorInfo[] all = type.GetConstructors();
        ConstructorInfo? chosen = Array.Find(all, constructor => constructor.IsDefined(typeof(JsonConstructorAttribute), inherit: false))
            ?? Array.Find(all, constructor => constructor.GetParameters().Length == 0);
        if (chosen is null && type.IsValueType && all.Length == 0)
        {
            return (true, null);
        }

        chosen ??= all.Where(constructor => IsFilled(type, constructor)).MaxBy(constructor => constructor.GetParameters().Length);
        return chosen is null ? type.IsValueType ? (true, null) : null : (true, chosen);
    }

    /// <summary>Whether every parameter has a member of its name, which shows what was given.</summary>
    private static bool IsFilled(Type type, ConstructorInfo constructor) =>
        Array.TrueForAll(constructor.GetParameters(), parameter => FindProperty(type, parameter) is not null || FindField(type, parameter) is not null);

    private static PropertyInfo? FindProperty(Type type, ParameterInfo parameter) => Array.Find(
        type.GetProperties(), property => property.PropertyType == parameter.ParameterType && property.Name.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase));

    private static FieldInfo? FindField(Type type, ParameterInfo parameter) => Array.Find(
        type.GetFields(), field => field.FieldType == parameter.ParameterType && field.Name.Equals(parameter.Name, StringComparison.OrdinalIgnoreCase));

    private static List<DataMember> ReadMembers(Type type, ConstructorInfo? constructor)
    {
        List<DataMember> members = [];
        foreach (ParameterInfo parameter in constructor?.GetParameters() ?? [])
        {
            PropertyInfo? property = FindProperty(type, parameter);
            string name = property?.Name ?? parameter.Name ?? "";
            members.Add(new DataMember(name, WireName(name, property), ValueSlot.Of(parameter))
            {
                Position = parameter.Position,
                Property = property,
                Field = property is null ? FindField(type, parameter) : null,
                IsRequired = !parameter.HasDefaultValue,
                HasDefault = parameter.HasDefaultValue,
                Default = ParameterDefaults.Of(parameter),
                Description = (property ?? (ICustomAttributeProvider)parameter).GetCustomAttributes(typeof(DescriptionAttribute), inherit: true).OfType<DescriptionAttribute>().FirstOrDefault()?.Description,
            });
        }

        object? prototype = constructor is null || constructor.GetParameters().Length == 0 ? Prototype(type) : null;
        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            bool isIgnored = property.GetCustomAttribute<JsonIgnoreAttribute>() is { Condition: JsonIgnoreCondition.Always };
            if (isIgnored || property.SetMethod is not { IsPublic: true } || property.GetMethod is not { IsPublic: true }
                || property.GetIndexParameters().Length > 0 || members.Exists(member => member.Property?.Name == property.Name))
            {
                continue;
            }

            bool isRequired = property.IsDefined(typeof(RequiredMemberAttribute), inherit: true);
            members.Add(new DataMember(property.Name, WireName(property.Name, property), ValueSlot.Of(property))
            {
                Property = property,
                IsRequired = isRequired,
                HasDefault = !isRequired && prototype is not null,
                Default = prototype is null || isRequired ? null : property.GetValue(prototype),
                Description = property.GetCustomAttribute<DescriptionAttribute>()?.Description,
            });
        }

        foreach (FieldInfo field in type.IsValueType ? type.GetFields(BindingFlags.Public | BindingFlags.Instance) : [])
        {
            if (!members.Exists(member => member.Field?.Name == field.Name))
            {
                members.Add(new DataMember(field.Name, WireName(field.Name, field), new ValueSlot(field.FieldType)) { Field = field });
            }
        }

        return members;
    }

    /// <summary>An instance as it is made, from which the defaults are read.</summary>
    private static object? Prototype(Type type)
    {
        try
        {
            return Activator.CreateInstance(type);
        }
        catch (Exception exception) when (exception is TargetInvocationException or MemberAccessException)
        {
            return null;
        }
    }

    private static string WireName(string name, MemberInfo? member) =>
        member?.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? MemberNames.ToWire(name);
}
