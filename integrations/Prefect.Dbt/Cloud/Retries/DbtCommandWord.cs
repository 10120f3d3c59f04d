namespace Prefect.Dbt;

/// <summary>A word of a command line.</summary>
/// <param name="Text">The word, without its quotation marks.</param>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where what follows it begins.</param>
internal readonly record struct DbtCommandWord(string Text, int Start, int End);
