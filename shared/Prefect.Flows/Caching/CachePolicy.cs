namespace Prefect.Flows;

/// <summary>PLACEHOLDER: owner is results.</summary>
public abstract class CachePolicy
{
    /// <summary>P</summary>
    public static CachePolicy Default => throw new InvalidOperationException();
}
