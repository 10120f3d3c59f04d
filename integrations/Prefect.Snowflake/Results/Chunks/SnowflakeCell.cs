namespace Prefect.Snowflake;

/// <summary>Where the text of a value is.</summary>
/// <param name="Start">Where it begins; -1 for null.</param>
/// <param name="Length">How many bytes it has.</param>
/// <param name="IsEscaped">Whether characters of it are written as JSON escapes them.</param>
internal readonly record struct SnowflakeCell(int Start, int Length, bool IsEscaped)
{
    public static SnowflakeCell Null { get; } = new(-1, 0, false);

    public bool IsNull => Start < 0;
}
