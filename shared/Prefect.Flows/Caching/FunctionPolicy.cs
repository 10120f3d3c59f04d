namespace Prefect.Flows;

/// <summary>Keys that a function gives.</summary>
internal sealed record FunctionPolicy(CacheKeyFunction Function) : CachePolicy
{
    public override string? ComputeKey(
        TaskRunContext context, IReadOnlyDictionary<string, object?> inputs, IReadOnlyDictionary<string, object?>? flowParameters) =>
        Function(context, inputs);
}
