using System.Text.Json.Serialization;

namespace Prefect.Databricks;

/// <summary>Why a cluster got no machines of a pool. Values that this version does not know are kept as they are.</summary>
/// <param name="Value">The service's name of it.</param>
[JsonConverter(typeof(NamedValueConverter<PoolClusterTerminationCode>))]
public readonly record struct PoolClusterTerminationCode(string Value) : INamedValue<PoolClusterTerminationCode>
{
    /// <summary>The pool is used up.</summary>
    public static PoolClusterTerminationCode InstancePoolMaxCapacityFailure { get; } = new("INSTANCE_POOL_MAX_CAPACITY_FAILURE");

    /// <summary>There is no such pool.</summary>
    public static PoolClusterTerminationCode InstancePoolNotFoundFailure { get; } = new("INSTANCE_POOL_NOT_FOUND_FAILURE");

    static PoolClusterTerminationCode INamedValue<PoolClusterTerminationCode>.Of(string value) => new(value);

    /// <summary>Gives the service's name of it.</summary>
    public override string ToString() => Value ?? "";
}
