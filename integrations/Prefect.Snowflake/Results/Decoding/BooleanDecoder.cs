using System.Text;

namespace Prefect.Snowflake;

/// <summary>True or false.</summary>
internal sealed class BooleanDecoder : SnowflakeDecoder
{
    private static readonly object s_true = true;
    private static readonly object s_false = false;

    public override Type ValueType => typeof(bool);

    public override object Decode(ReadOnlySpan<byte> text) =>
        text is [(byte)'1'] || Ascii.EqualsIgnoreCase(text, "true"u8) ? s_true
        : text is [(byte)'0'] || Ascii.EqualsIgnoreCase(text, "false"u8) ? s_false
        : throw Wrong("BOOLEAN");
}
