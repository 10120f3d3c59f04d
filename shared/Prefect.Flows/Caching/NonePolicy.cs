namespace Prefect.Flows;

/// <summary>No keys.</summary>
internal sealed record NonePolicy : CachePolicy
{
    internal override bool IsNone => true;

    public override string? ComputeKey(
        TaskRunContext context, IReadOnlyDictionary<string, object?> inputs, IReadOnlyDictionary<string, object?>? flowParameters) => null;
}
