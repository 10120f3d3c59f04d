namespace Prefect.Generators;

/// <summary>What comes of one method.</summary>
/// <param name="HintName">Name of the generated file.</param>
/// <param name="Source">Its text; empty when the method cannot be used.</param>
/// <param name="Problems">What is wrong with the method.</param>
internal sealed record DefinitionOutput(string HintName, string Source, EquatableArray<Problem> Problems)
{
    public static readonly DefinitionOutput Nothing = new("", "", default);
}
