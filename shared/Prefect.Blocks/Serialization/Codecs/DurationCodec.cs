using System.Text.Json;
using System.Xml;

namespace Prefect.Blocks;

/// <summary>Spans of time: ISO 8601 durations such as <c>PT1H30M</c>; a number counts as seconds.</summary>
internal sealed class DurationCodec : BlockCodec<TimeSpan>
{
    public override bool TryRead(JsonElement element, BlockReadSession session, out TimeSpan value)
    {
        try
        {
            if (element.ValueKind == JsonValueKind.String)
            {
                value = XmlConvert.ToTimeSpan(element.GetString()!);
                return true;
            }

            if (!session.Exact && element.ValueKind == JsonValueKind.Number)
            {
                value = TimeSpan.FromSeconds(element.GetDouble());
                return true;
            }
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException)
        {
            // Reported below like any other value that is none.
        }

        session.Report("a duration such as PT1H30M", element.ValueKind == JsonValueKind.String ? "another text" : "something else");
        value = default;
        return false;
    }

    public override void Write(BlockWriter writer, TimeSpan value) => writer.Json.WriteStringValue(XmlConvert.ToString(value));
}
