namespace Prefect.Client;

/// <summary>Whom slots are taken for.</summary>
/// <param name="Type"><c>flow_run</c>, <c>task_run</c> or <c>deployment</c>.</param>
/// <param name="Id">Its id.</param>
public sealed record SlotHolder(string Type, Guid Id);
