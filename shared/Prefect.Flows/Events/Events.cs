using System.Text;
using System.Text.Json;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>Makes known what happened.</summary>
[SyncTwins]
public static partial class Events
{
    private static readonly TimeSpan s_followsWithin = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Makes an event known. The run that it happens in is noted with it, and secrets that were revealed in this process are masked.
    /// A failure to keep it is logged and does not disturb the caller.
    /// </summary>
    /// <param name="name">What happened, in words with dots between, as in <c>orders.imported</c>.</param>
    /// <param name="resource">Labels of what it happened to, at most 500, <c>prefect.resource.id</c> among them.</param>
    /// <param name="options">What else is to be said.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The event; <see langword="null"/> where the store keeps none, or it could not be kept.</returns>
    /// <exception cref="ArgumentException">The name is empty, a label is missing, or there are too many.</exception>
    /// <exception cref="EventTooLargeException">The event is larger than 1,500,000 bytes.</exception>
    /// <example>
    /// <code>
    /// await Events.EmitAsync("orders.imported", new Dictionary&lt;string, string&gt; { ["prefect.resource.id"] = "orders.2026-11-20" });
    /// </code>
    /// </example>
    public static async Task<PrefectEvent?> EmitAsync(
        string name, IReadOnlyDictionary<string, string> resource, EventOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new EventOptions();
        EventRules.Check(name, resource, options);
        if (AmbientStore.Current.Events is not { } store)
        {
            return null;
        }

        PrefectEvent occurrence = Make(name, resource, options);
        int size = EventJson.Write(occurrence).Length;
        if (size > EventRules.LargestEvent)
        {
            throw new EventTooLargeException(
                $"The event '{Quoted.Short(name)}' is {size} bytes large, and may be {EventRules.LargestEvent}. Keep the data elsewhere, and its place in the payload.");
        }

        try
        {
            await store.AddAsync(occurrence, cancellationToken).ConfigureAwait(false);
            return occurrence;
        }
#pragma warning disable CA1031 // An event tells of work; the work itself must not fail for it.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            ValueLog.EventFailed(ValueLog.Current, exception, name);
            return null;
        }
    }

    private static PrefectEvent Make(string name, IReadOnlyDictionary<string, string> resource, EventOptions options)
    {
        DateTimeOffset occurred = (options.Occurred ?? FlowClock.Now).ToUniversalTime();
        bool follows = options.Follows is { } before && (occurred - before.Occurred).Duration() < s_followsWithin;
        PrefectEvent occurrence = new()
        {
            Id = options.Id ?? Guid.CreateVersion7(occurred),
            Name = name,
            Occurred = occurred,
            Resource = MaskedJson.Of(resource),
            Related = [.. RunResources.AddTo(options.Related, resource[EventLabels.Id]).Select(MaskedJson.Of)],
            Payload = options.Payload.ValueKind == JsonValueKind.Undefined ? JsonElement.Parse("{}") : MaskedJson.Of(options.Payload),
            Follows = follows ? options.Follows!.Id : null,
        };
        string text = Encoding.UTF8.GetString(EventJson.Write(occurrence).Span);
        string masked = SecretMasker.Mask(text);
        return ReferenceEquals(masked, text) ? occurrence : EventJson.Read(masked);
    }
}
