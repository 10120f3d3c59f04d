using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Prefect.Blocks;

/// <summary>Whole numbers; a text of digits counts as one, and so does a number whose fraction is zero.</summary>
internal sealed class IntegerCodec<T> : BlockCodec<T>
    where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    public override bool TryRead(JsonElement element, BlockReadSession session, out T value)
    {
        value = default;
        bool read = element.ValueKind switch
        {
            JsonValueKind.Number => TryReadNumber(element, out value),
            JsonValueKind.String when !session.Exact =>
                T.TryParse(element.GetString(), NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                    CultureInfo.InvariantCulture, out value),
            _ => false,
        };
        if (!read)
        {
            session.Report(
                $"a whole number from {T.MinValue} to {T.MaxValue}",
                element.ValueKind == JsonValueKind.Number ? "another number" : Kind(element));
        }

        return read;
    }

    public override void Write(BlockWriter writer, T value)
    {
        Span<byte> text = stackalloc byte[64];
        value.TryFormat(text, out int length, [], CultureInfo.InvariantCulture);
        writer.Json.WriteRawValue(text[..length], skipInputValidation: true);
    }

    private static string Kind(JsonElement element) => element.ValueKind == JsonValueKind.String ? "a text" : "something else";

    private static bool TryReadNumber(JsonElement element, out T value)
    {
        if (T.TryParse(JsonMarshal.GetRawUtf8Value(element), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value))
        {
            return true;
        }

        if (!element.TryGetDecimal(out decimal number) || number != decimal.Truncate(number)
            || number < decimal.CreateSaturating(T.MinValue) || number > decimal.CreateSaturating(T.MaxValue))
        {
            return false;
        }

        value = T.CreateTruncating(number);
        return true;
    }
}
