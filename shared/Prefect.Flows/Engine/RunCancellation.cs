namespace Prefect.Flows;

/// <summary>Why a flow run is ended from outside.</summary>
/// <param name="IsRequested">Whether somebody asked for it, rather than the process coming to its end.</param>
/// <param name="Reason">What happened, as in "a termination signal".</param>
internal sealed record RunCancellation(bool IsRequested, string? Reason);
