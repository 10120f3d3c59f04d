namespace Prefect.Snowflake;

/// <summary>Reads the values of a column from the text that the service writes them in.</summary>
internal abstract class SnowflakeDecoder
{
    /// <summary>The type that values usually have.</summary>
    public abstract Type ValueType { get; }

    /// <exception cref="FormatException">The text is none of the column's type.</exception>
    /// <exception cref="OverflowException">No value of .NET is as large.</exception>
    public abstract object Decode(ReadOnlySpan<byte> text);

    protected static FormatException Wrong(string type) => new($"The text of a value is none of {type}.");
}
