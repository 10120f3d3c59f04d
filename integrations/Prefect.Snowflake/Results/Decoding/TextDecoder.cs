using System.Text;

namespace Prefect.Snowflake;

/// <summary>A text, and whatever is given as it came: JSON, places on earth, types that nobody knows.</summary>
internal sealed class TextDecoder : SnowflakeDecoder
{
    public override Type ValueType => typeof(string);

    public override object Decode(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text);
}
