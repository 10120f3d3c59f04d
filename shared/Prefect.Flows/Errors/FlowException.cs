namespace Prefect.Flows;

/// <summary>Something about a flow, a task or their runs went wrong that is not the caller's mistake.</summary>
public abstract class FlowException : Exception
{
    private protected FlowException(string message, Exception? inner)
        : base(message, inner)
    {
    }
}
