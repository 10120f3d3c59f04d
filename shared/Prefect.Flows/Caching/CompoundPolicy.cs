namespace Prefect.Flows;

/// <summary>Keys of several policies, hashed together.</summary>
internal sealed record CompoundPolicy : CachePolicy
{
    public CompoundPolicy(CachePolicy left, CachePolicy right)
    {
        List<CachePolicy> policies = [];
        SortedSet<string> excluded = new(StringComparer.Ordinal);
        bool hasInputs = false;
        foreach (CachePolicy policy in Parts(left).Concat(Parts(right)))
        {
            if (policy is InputsPolicy inputs)
            {
                hasInputs = true;
                excluded.UnionWith(inputs.Excluded);
            }
            else
            {
                policies.Add(policy);
            }
        }

        // Arguments stand once, and last.
        if (hasInputs)
        {
            policies.Add(new InputsPolicy { Excluded = [.. excluded] });
        }

        Policies = policies;
        KeyStorage = One(left.KeyStorage, right.KeyStorage, "key storages");
        LockManager = One(left.LockManager, right.LockManager, "lock managers");
        IsolationLevel = left.IsolationLevel is { } one && right.IsolationLevel is { } other && one != other
            ? throw Conflict("isolation levels", nameof(right))
            : left.IsolationLevel ?? right.IsolationLevel;
    }

    public IReadOnlyList<CachePolicy> Policies { get; private init; }

    public override string? ComputeKey(
        TaskRunContext context, IReadOnlyDictionary<string, object?> inputs, IReadOnlyDictionary<string, object?>? flowParameters)
    {
        List<string> keys = new(Policies.Count);
        foreach (CachePolicy policy in Policies)
        {
            if (policy.ComputeKey(context, inputs, flowParameters) is { } key)
            {
                keys.Add(key);
            }
        }

        return keys.Count == 0 ? null : ValueHash.Of([.. keys]);
    }

    internal override CachePolicy Without(string parameter) =>
        this with { Policies = [.. Policies.Select(policy => policy.Without(parameter))] };

    private static IEnumerable<CachePolicy> Parts(CachePolicy policy) => policy is CompoundPolicy compound ? compound.Policies : [policy];

    private static T? One<T>(T? left, T? right, string what)
        where T : class => left is not null && right is not null && !left.Equals(right) ? throw Conflict(what, nameof(right)) : left ?? right;

    private static ArgumentException Conflict(string what, string parameter) =>
        new($"Two cache policies with different {what} cannot be added. Configure one of them, or the sum.", parameter);
}
