namespace Prefect.Flows;

/// <summary>A flow run that this process executes.</summary>
internal interface ILiveRun
{
    /// <summary>Whether the run has ended.</summary>
    FlowRun Run { get; }

    /// <summary>Asks the run to end.</summary>
    void End(RunCancellation cancellation);
}
