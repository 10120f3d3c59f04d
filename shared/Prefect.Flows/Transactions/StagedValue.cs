namespace Prefect.Flows;

/// <summary>What a transaction keeps when it is committed.</summary>
internal abstract class StagedValue
{
    public abstract Task WriteAsync(ResultStore store, string key, string holder);
}
