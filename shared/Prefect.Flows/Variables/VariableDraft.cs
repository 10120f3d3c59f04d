using System.Text.Json;

namespace Prefect.Flows;

/// <summary>A variable that is to be kept.</summary>
public sealed record VariableDraft
{
    /// <summary>Makes a draft, and checks it.</summary>
    /// <param name="name">Name: small letters, digits, dashes and underscores, at most 255.</param>
    /// <param name="value">Value: any JSON of at most 5,000 characters.</param>
    /// <exception cref="ArgumentException">Name or value break these rules.</exception>
    public VariableDraft(string name, JsonElement value)
    {
        Name = VariableRules.CheckName(name);
        Value = VariableRules.CheckValue(name, value);
    }

    /// <summary>Name.</summary>
    public string Name { get; }

    /// <summary>Value.</summary>
    public JsonElement Value { get; }

    /// <summary>Labels. Default: none; those of a variable that is replaced are replaced too.</summary>
    public IReadOnlyList<string> Tags { get; init => field = VariableRules.CheckTags(value); } = [];

    /// <summary>Whether a variable of that name is replaced. Default: no.</summary>
    public bool Overwrite { get; init; }
}
