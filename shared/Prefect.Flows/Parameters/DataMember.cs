using System.Reflection;

namespace Prefect.Flows;

/// <summary>A member of a type that holds data.</summary>
internal sealed record DataMember(string Name, string WireName, ValueSlot Slot)
{
    /// <summary>Place among the constructor's parameters; -1 for none.</summary>
    public int Position { get; init; } = -1;

    public PropertyInfo? Property { get; init; }

    public FieldInfo? Field { get; init; }

    public bool IsRequired { get; init; }

    public bool HasDefault { get; init; }

    public object? Default { get; init; }

    public string? Description { get; init; }

    public object? Read(object owner) => Property is not null ? Property.GetValue(owner) : Field?.GetValue(owner);

    public void Write(object owner, object? value)
    {
        if (Property is not null)
        {
            Property.SetValue(owner, value);
        }
        else
        {
            Field!.SetValue(owner, value);
        }
    }
}
