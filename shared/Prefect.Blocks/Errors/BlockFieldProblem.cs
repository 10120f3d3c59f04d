namespace Prefect.Blocks;

/// <summary>One field that does not fit. It never holds the value, which may be a secret.</summary>
/// <param name="Path">Path of the field, dots between names.</param>
/// <param name="Expected">What the type asks for.</param>
/// <param name="Found">What stands there instead.</param>
public sealed record BlockFieldProblem(string Path, string Expected, string Found)
{
    /// <summary>Gives the problem as a phrase.</summary>
    public override string ToString() => $"'{Path}' should be {Expected} but is {Found}";
}
