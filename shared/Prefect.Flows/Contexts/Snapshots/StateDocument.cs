namespace Prefect.Flows;

/// <summary>A state of a run in a snapshot; its result stays behind.</summary>
internal sealed record StateDocument(Guid Id, string Type, string Name, string? Message, DateTimeOffset Timestamp, StateDetails Details)
{
    public static IReadOnlyList<StateDocument> Of(Run run) =>
        [.. run.States.Select(state => new StateDocument(state.Id, StateNames.Wire(state.Type), state.Name, state.Message, state.Timestamp, state.Details))];

    public State Restore() =>
        new(StateNames.Parse(Type) ?? StateType.Pending, Name, Message, Timestamp, Details) { Id = Id };
}
