namespace Prefect.Flows;

/// <summary>An attempt took longer than it may.</summary>
/// <param name="isBodyLeft">Whether the body goes on all the same.</param>
#pragma warning disable CA1064 // A signal inside the engine: nobody is meant to catch it by type.
internal sealed class DeadlineException(bool isBodyLeft) : Exception("The time of the attempt is over.")
#pragma warning restore CA1064
{
    public bool IsBodyLeft { get; } = isBodyLeft;
}
