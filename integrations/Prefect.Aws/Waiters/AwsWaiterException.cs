using Prefect.Blocks;

namespace Prefect.Aws;

/// <summary>
/// A wait ended without what was waited for: because of what the service said of the resource, or because it did not say it often
/// enough. A service that refuses to answer, or cannot be reached, is an <see cref="AwsException"/> instead.
/// </summary>
public sealed class AwsWaiterException : BlockException
{
    internal AwsWaiterException(string message, WaiterModel model, int attempts, bool isExhausted, Exception? innerException)
        : base(message, innerException)
    {
        Waiter = model.Name;
        Operation = model.Operation;
        Attempts = attempts;
        IsExhausted = isExhausted;
    }

    /// <summary>Name of the waiter.</summary>
    public string Waiter { get; }

    /// <summary>Name of the operation that was asked.</summary>
    public string Operation { get; }

    /// <summary>How often the service was asked.</summary>
    public int Attempts { get; }

    /// <summary>
    /// Whether the attempts ran out, so that the same wait may succeed later. Otherwise the resource is in a state that the waiter knows
    /// as a failure.
    /// </summary>
    public bool IsExhausted { get; }
}
