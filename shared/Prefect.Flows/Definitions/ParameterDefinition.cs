namespace Prefect.Flows;

/// <summary>A parameter of a flow or task.</summary>
/// <param name="Name">Its name in the code.</param>
/// <param name="Type">Its type.</param>
public sealed record ParameterDefinition(string Name, Type Type)
{
    /// <summary>Whether a call by name may leave it out.</summary>
    public bool HasDefault { get; init; }

    /// <summary>What it is then.</summary>
    public object? Default { get; init; }

    /// <summary>Says what it is for.</summary>
    public string? Description { get; init; }
}
