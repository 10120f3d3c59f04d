namespace Prefect.Blocks;

/// <summary>States a property's default in the schema where its initialiser is no constant.</summary>
/// <param name="json">The default as JSON: <c>{}</c>, <c>["a"]</c>, <c>60.0</c> …</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class BlockDefaultAttribute(string json) : Attribute
{
    /// <summary>The default as JSON.</summary>
    public string Json { get; } = json;
}
