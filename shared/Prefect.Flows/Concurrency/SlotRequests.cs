namespace Prefect.Flows;

/// <summary>Takes slots, and says so.</summary>
internal static class SlotRequests
{
    public static async Task<ConcurrencySlots> HoldAsync(
        IRunStore store, IReadOnlyList<string> names, int slots, ConcurrencyOptions options, CancellationToken cancellationToken)
    {
        ConcurrencyRequest request = new()
        {
            Names = names,
            Slots = slots,
            LeaseDuration = options.LeaseDuration,
            Holder = options.Holder ?? ConcurrencyHolder.Current,
        };
        ConcurrencyAnswer answer = await new SlotWish(store, request, options).GrantAsync(cancellationToken).ConfigureAwait(false);
        if (answer.LeaseId is null)
        {
            return ConcurrencySlots.None;
        }

        IReadOnlyList<PrefectEvent?> acquired = await SlotEvents.AcquiredAsync(answer.Limits, slots).ConfigureAwait(false);
        return new ConcurrencySlots(store, answer, request, options.FailWhenLost ?? options.Strict, acquired);
    }

    public static async Task SpendAsync(
        IRunStore store, IReadOnlyList<string> names, int slots, ConcurrencyOptions options, CancellationToken cancellationToken)
    {
        ConcurrencyRequest request = new() { Names = names, Slots = slots, Mode = ConcurrencyMode.RateLimit };
        ConcurrencyAnswer answer = await new SlotWish(store, request, options).GrantAsync(cancellationToken).ConfigureAwait(false);
        await SlotEvents.AcquiredAsync(answer.Limits, slots).ConfigureAwait(false);
    }
}
