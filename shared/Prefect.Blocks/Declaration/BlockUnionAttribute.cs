namespace Prefect.Blocks;

/// <summary>Names the types that a property of a common base or interface type may hold.</summary>
/// <param name="members">Blocks or models, in the order in which they are tried when a document does not say which it is.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BlockUnionAttribute(params Type[] members) : Attribute
{
    /// <summary>Blocks or models, in the order in which they are tried.</summary>
    public IReadOnlyList<Type> Members { get; } = members;
}
