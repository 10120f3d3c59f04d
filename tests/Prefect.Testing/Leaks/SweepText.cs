namespace Prefect.Testing;

/// <summary>One piece of collected text.</summary>
/// <param name="Label">What reports call it: where it came from, without anything of its content.</param>
/// <param name="Text">The text to sweep.</param>
public sealed record SweepText(string Label, string Text);
