namespace Prefect.Shell;

/// <summary>A line that a process wrote.</summary>
/// <param name="Stream">Where to.</param>
/// <param name="Text">
/// The line without its end. Bytes that are no UTF-8 are replaced; a line of more than 1,048,576 characters comes in pieces.
/// </param>
public readonly record struct ChildLine(ChildStream Stream, string Text)
{
    /// <summary>Whether it is a piece, and the next one of the same stream goes on with the line.</summary>
    public bool GoesOn { get; init; }
}
