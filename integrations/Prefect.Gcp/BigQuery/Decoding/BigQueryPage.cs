using System.Text.Json;

namespace Prefect.Gcp;

/// <summary>
/// One answer of rows. It is kept as it came, and each row is read when it is asked for: what takes memory is one page, however many rows
/// a result has.
/// </summary>
internal sealed class BigQueryPage
{
    // Structs in arrays go fifteen levels deep, and take five levels of JSON each.
    private static readonly JsonReaderOptions s_deep = new() { MaxDepth = 128 };

    private readonly ReadOnlyMemory<byte> _json;
    private int _position = -1;

    /// <exception cref="JsonException">The answer is no whole JSON object.</exception>
    public BigQueryPage(ReadOnlyMemory<byte> json)
    {
        _json = json;
        Head = ReadHead();
    }

    /// <summary>What the answer says besides its rows.</summary>
    public BigQueryPageHead Head { get; }

    /// <summary>Reads the next row; null after the last.</summary>
    /// <exception cref="FormatException">The row does not fit its schema.</exception>
    public BigQueryRow? Next(BigQueryStructDecoder decoder)
    {
        if (_position < 0)
        {
            return null;
        }

        ReadOnlySpan<byte> json = _json.Span;
        while (json[_position] is (byte)',' or (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            _position++;
        }

        if (json[_position] == (byte)']')
        {
            _position = -1;
            return null;
        }

        Utf8JsonReader reader = new(json[_position..], s_deep);
        reader.Read();
        BigQueryRow row = decoder.ReadRow(ref reader);
        _position += (int)reader.BytesConsumed;
        return row;
    }

    private BigQueryPageHead ReadHead()
    {
        BigQueryPageHead head = new();
        Utf8JsonReader reader = new(_json.Span, s_deep);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("The answer is no JSON object.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            if (name == "rows" && reader.TokenType == JsonTokenType.StartArray)
            {
                _position = (int)reader.BytesConsumed;
                reader.Skip();
            }
            else
            {
                head.Read(name, ref reader);
            }
        }

        // Nothing may follow, and nothing may be missing.
        reader.Read();
        return head;
    }
}
