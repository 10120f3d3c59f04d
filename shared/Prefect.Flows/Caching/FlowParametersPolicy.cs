namespace Prefect.Flows;

/// <summary>Keys of what the flow was called with.</summary>
internal sealed record FlowParametersPolicy : CachePolicy
{
    public override string? ComputeKey(
        TaskRunContext context, IReadOnlyDictionary<string, object?> inputs, IReadOnlyDictionary<string, object?>? flowParameters) =>
        flowParameters is null or { Count: 0 } ? null : ValueHash.OfInputs(flowParameters);
}
