namespace Prefect.Aws;

/// <summary>A definition of waiters is not written as the format wants it. No request was sent.</summary>
public sealed class WaiterDefinitionException : ArgumentException
{
    internal WaiterDefinitionException(string place, string why, Exception? innerException = null)
        : base($"{place} of the definition of waiters {why}.", innerException) => Place = place;

    /// <summary>What is to be changed, such as <c>waiters.Ready.acceptors[0].state</c>.</summary>
    public string Place { get; }
}
