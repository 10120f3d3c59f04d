namespace Prefect.Client;

internal sealed record LeaseAnswer
{
    public required Guid LeaseId { get; init; }

    public IReadOnlyList<TakenLimit> Limits { get => field ?? []; init; }
}
