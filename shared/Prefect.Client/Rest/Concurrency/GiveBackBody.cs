namespace Prefect.Client;

internal sealed record GiveBackBody(IReadOnlyList<string> Names, int Slots, TimeSpan? OccupancySeconds);
