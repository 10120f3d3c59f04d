namespace Prefect.Flows;

/// <summary>Keys of source texts.</summary>
internal sealed record TaskSourcePolicy : CachePolicy
{
    public override string? ComputeKey(
        TaskRunContext context, IReadOnlyDictionary<string, object?> inputs, IReadOnlyDictionary<string, object?>? flowParameters)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ValueHash.Of(context.Task.SourceHash);
    }
}
