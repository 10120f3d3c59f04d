namespace Prefect.Flows;

/// <summary>The result of a flow or task that has none.</summary>
public readonly record struct Unit
{
    /// <summary>Gives a pair of parentheses.</summary>
    public override string ToString() => "()";
}
