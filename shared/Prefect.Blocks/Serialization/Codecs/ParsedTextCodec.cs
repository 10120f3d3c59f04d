using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Prefect.Blocks;

/// <summary>Values that stand in documents as a text of one form.</summary>
internal sealed class ParsedTextCodec<T>(string expected, ParsedTextCodec<T>.Parser parse, Func<T, string> format) : BlockCodec<T>
{
    public delegate bool Parser(string text, [MaybeNullWhen(false)] out T value);

    public override bool TryRead(JsonElement element, BlockReadSession session, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        bool isText = element.ValueKind == JsonValueKind.String;
        if (isText && parse(element.GetString()!, out value))
        {
            return true;
        }

        if (isText)
        {
            session.Report(expected, "another text");
        }
        else
        {
            session.Report(expected, element);
        }

        return false;
    }

    public override void Write(BlockWriter writer, T value) => writer.Json.WriteStringValue(format(value));
}
