using Prefect.Blocks;

namespace Prefect.Dbt;

/// <summary>dbt failed: nodes did, or dbt itself before it came to them.</summary>
public sealed class DbtRunException : BlockException
{
    internal DbtRunException(string message, DbtInvocationResult? result, Exception? innerException = null)
        : base(SecretMasker.Mask(message), innerException)
    {
        Result = result;
    }

    /// <summary>What came of the command; null when the program could not be started.</summary>
    public DbtInvocationResult? Result { get; }
}
