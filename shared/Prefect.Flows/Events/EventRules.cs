using System.Text.Json;

namespace Prefect.Flows;

/// <summary>What events must keep to, here and on a server.</summary>
internal static class EventRules
{
    public const int LargestEvent = 1_500_000;
    public const int MostRelated = 100;
    private const int MostLabels = 500;

    public static void Check(string name, IReadOnlyDictionary<string, string> resource, EventOptions options)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        CheckLabels(resource, nameof(resource));
        if (options.Related.Count > MostRelated)
        {
            throw new ArgumentException($"An event has at most {MostRelated} related resources; this one has {options.Related.Count}.", nameof(options));
        }

        foreach (IReadOnlyDictionary<string, string> related in options.Related)
        {
            CheckLabels(related, nameof(options));
            if (!related.TryGetValue(EventLabels.Role, out string? role) || string.IsNullOrWhiteSpace(role))
            {
                throw new ArgumentException($"A related resource needs the label '{EventLabels.Role}': what it has to do with the event.", nameof(options));
            }
        }

        if (options.Payload.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Object))
        {
            throw new ArgumentException($"The payload of an event is a JSON object; this one is {options.Payload.ValueKind}.", nameof(options));
        }
    }

    private static void CheckLabels(IReadOnlyDictionary<string, string> labels, string parameter)
    {
        ArgumentNullException.ThrowIfNull(labels, parameter);
        if (labels.Count > MostLabels)
        {
            throw new ArgumentException($"A resource has at most {MostLabels} labels; this one has {labels.Count}.", parameter);
        }

        if (!labels.TryGetValue(EventLabels.Id, out string? id) || string.IsNullOrWhiteSpace(id))
        {
            throw new ArgumentException($"A resource needs the label '{EventLabels.Id}': what it is called.", parameter);
        }
    }
}
