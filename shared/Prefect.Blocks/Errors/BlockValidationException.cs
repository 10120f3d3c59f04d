namespace Prefect.Blocks;

/// <summary>A document does not fit the block type that it is loaded or saved as.</summary>
public sealed class BlockValidationException : BlockException
{
    /// <summary>Says what does not fit.</summary>
    /// <param name="subject">What was read: a block type, or <c>slug/name</c>.</param>
    /// <param name="problems">What does not fit.</param>
    /// <param name="remedy">What to do.</param>
    /// <param name="innerException">The cause.</param>
    public BlockValidationException(
        string subject, IReadOnlyList<BlockFieldProblem> problems, string remedy, Exception? innerException = null)
        : base($"{subject} does not fit its type: {string.Join("; ", problems.Take(10))}. {remedy}", innerException) =>
        Problems = problems;

    /// <summary>What does not fit.</summary>
    public IReadOnlyList<BlockFieldProblem> Problems { get; }
}
