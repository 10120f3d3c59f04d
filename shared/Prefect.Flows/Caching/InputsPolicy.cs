namespace Prefect.Flows;

/// <summary>Keys of arguments.</summary>
internal sealed record InputsPolicy : CachePolicy
{
    /// <summary>Parameters that do not count, sorted.</summary>
    public IReadOnlyList<string> Excluded { get; init; } = [];

    public override string? ComputeKey(
        TaskRunContext context, IReadOnlyDictionary<string, object?> inputs, IReadOnlyDictionary<string, object?>? flowParameters)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (inputs.Count == 0)
        {
            return null;
        }

        Dictionary<string, object?> counted = new(inputs.Count, StringComparer.Ordinal);
        foreach ((string name, object? value) in inputs)
        {
            if (!Excluded.Contains(name, StringComparer.Ordinal))
            {
                counted.Add(name, value);
            }
        }

        return ValueHash.OfInputs(counted);
    }

    internal override CachePolicy Without(string parameter) =>
        this with { Excluded = [.. Excluded.Append(parameter).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] };
}
