using System.Collections.Frozen;
using System.Text.Json;

namespace Prefect.Blocks;

/// <summary>The members of an enumeration, each by its text or number in documents.</summary>
internal sealed class EnumCodec<T> : BlockCodec<T>
    where T : struct, Enum
{
    private readonly FrozenDictionary<string, T> _byText;
    private readonly Dictionary<T, string> _texts = [];
    private readonly bool _numbers;
    private readonly string _expected;

    public EnumCodec(ReadOnlySpan<(T Value, string Text)> members, bool numbers)
    {
        Dictionary<string, T> byText = new(StringComparer.Ordinal);
        foreach ((T value, string text) in members)
        {
            byText[text] = value;
            _texts.TryAdd(value, text);
        }

        _byText = byText.ToFrozenDictionary(StringComparer.Ordinal);
        _numbers = numbers;
        _expected = "one of " + string.Join(", ", byText.Keys);
    }

    public override bool TryRead(JsonElement element, BlockReadSession session, out T value)
    {
        string? text = element.ValueKind switch
        {
            JsonValueKind.String when !_numbers || !session.Exact => element.GetString(),
            JsonValueKind.Number when _numbers => element.GetRawText(),
            _ => null,
        };
        if (text is not null && _byText.TryGetValue(text, out value))
        {
            return true;
        }

        if (text is null)
        {
            session.Report(_expected, element);
        }
        else
        {
            session.Report(_expected, _numbers ? "another number" : "another text");
        }

        value = default;
        return false;
    }

    public override void Write(BlockWriter writer, T value)
    {
        if (!_texts.TryGetValue(value, out string? text))
        {
            throw new BlockValidationException(
                $"A value of {typeof(T).Name}", [new BlockFieldProblem("value", _expected, "none of them")], "Use a declared member.");
        }

        if (_numbers)
        {
            writer.Json.WriteRawValue(text, skipInputValidation: true);
            return;
        }

        writer.Json.WriteStringValue(text);
    }
}
