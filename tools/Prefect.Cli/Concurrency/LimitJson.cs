using System.Text.Json;
using Prefect.Flows;

namespace Prefect.Cli;

/// <summary>Limits as JSON.</summary>
internal static class LimitJson
{
    public static void Write(Utf8JsonWriter json, ConcurrencyLimit limit)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, limit.Id);
        json.WriteString("created"u8, limit.Created);
        json.WriteString("updated"u8, limit.Updated);
        json.WriteBoolean("active"u8, limit.IsActive);
        json.WriteString("name"u8, limit.Name);
        json.WriteNumber("limit"u8, limit.Limit);
        json.WriteNumber("active_slots"u8, limit.ActiveSlots);
        json.WriteNumber("denied_slots"u8, limit.DeniedSlots);
        json.WriteNumber("slot_decay_per_second"u8, limit.SlotDecayPerSecond);
        json.WriteEndObject();
    }

    /// <summary>A limit on a tag, with the task runs that hold its slots.</summary>
    public static void WriteTag(Utf8JsonWriter json, ConcurrencyLimit limit, IEnumerable<ConcurrencyLease> leases)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, limit.Id);
        json.WriteString("created"u8, limit.Created);
        json.WriteString("updated"u8, limit.Updated);
        json.WriteString("tag"u8, limit.Name[LimitTarget.TagPrefix.Length..]);
        json.WriteNumber("concurrency_limit"u8, limit.Limit);
        json.WriteStartArray("active_slots"u8);
        foreach (ConcurrencyLease lease in leases)
        {
            json.WriteStringValue((lease.Holder?.Id ?? lease.Id).ToString());
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
