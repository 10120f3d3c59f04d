namespace Prefect.Client;

internal sealed record SlotsBody(IReadOnlyList<string> Names, int Slots, SlotMode Mode, TimeSpan? LeaseDuration, SlotHolder? Holder);
