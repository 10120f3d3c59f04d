namespace Prefect.Snowflake;

/// <summary>A place for a parameter.</summary>
/// <param name="Start">Where it begins in the operation.</param>
/// <param name="Length">How long it is.</param>
/// <param name="Name">Name of the parameter; empty for one by position.</param>
/// <param name="Index">Position of the parameter, from 0; -1 for one by name.</param>
internal readonly record struct SqlPlace(int Start, int Length, string Name, int Index);
