using System.Text.Json.Serialization;

namespace Prefect.Client;

/// <summary>Names what slots are taken for.</summary>
[JsonConverter(typeof(SlotModeName))]
public enum SlotMode
{
    /// <summary>To go on at once with others, until they are given back.</summary>
    Concurrency,

    /// <summary>To begin, once: they become free by themselves.</summary>
    RateLimit,
}
