namespace Prefect.Aws;

/// <summary>What follows from an answer.</summary>
internal enum WaiterState
{
    Success,
    Failure,
    Retry,
}
