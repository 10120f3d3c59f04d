namespace Prefect.Aws;

/// <summary>A part of the strategy by which a cluster's capacity providers share tasks.</summary>
/// <param name="CapacityProvider">Name of the provider, <c>FARGATE_SPOT</c> or that of a group of machines for example.</param>
/// <param name="Weight">Its share of the tasks in relation to the other providers', 0 to 1000.</param>
/// <param name="Base">How many tasks it gets before shares count, 0 to 100000; one provider of a strategy may have such a number.</param>
public sealed record EcsCapacityProvider(string CapacityProvider, int Weight, int Base = 0);
