using System.Globalization;

namespace Prefect.Flows;

/// <summary>Says that slots were taken and given back.</summary>
internal static class SlotEvents
{
    public static async Task<IReadOnlyList<PrefectEvent?>> AcquiredAsync(IReadOnlyList<ConcurrencyLimit> limits, int slots)
    {
        if (limits.Count == 0)
        {
            return [];
        }

        PrefectEvent?[] events = new PrefectEvent?[limits.Count];
        for (int index = 0; index < limits.Count; index++)
        {
            events[index] = await EmitAsync("prefect.concurrency-limit.acquired", limits, index, slots, follows: null).ConfigureAwait(false);
        }

        return events;
    }

    public static async Task ReleasedAsync(IReadOnlyList<ConcurrencyLimit> limits, int slots, IReadOnlyList<PrefectEvent?> acquired)
    {
        for (int index = 0; index < limits.Count; index++)
        {
            await EmitAsync("prefect.concurrency-limit.released", limits, index, slots, acquired[index]).ConfigureAwait(false);
        }
    }

    private static Task<PrefectEvent?> EmitAsync(string name, IReadOnlyList<ConcurrencyLimit> limits, int index, int slots, PrefectEvent? follows)
    {
        ConcurrencyLimit limit = limits[index];
        Dictionary<string, string> resource = new(StringComparer.Ordinal)
        {
            [EventLabels.Id] = $"prefect.concurrency-limit.{limit.Id}",
            [EventLabels.Name] = limit.Name,
            ["slots-acquired"] = slots.ToString(CultureInfo.InvariantCulture),
            ["limit"] = limit.Limit.ToString(CultureInfo.InvariantCulture),
        };
        List<IReadOnlyDictionary<string, string>> related = new(limits.Count - 1);
        for (int other = 0; other < limits.Count && related.Count < EventRules.MostRelated; other++)
        {
            if (other != index)
            {
                related.Add(new Dictionary<string, string>(StringComparer.Ordinal)
                {
                    [EventLabels.Id] = $"prefect.concurrency-limit.{limits[other].Id}",
                    [EventLabels.Role] = "concurrency-limit",
                });
            }
        }

        return Events.EmitAsync(name, resource, new EventOptions { Related = related, Follows = follows }, CancellationToken.None);
    }
}
