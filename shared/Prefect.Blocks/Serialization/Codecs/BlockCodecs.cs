using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Blocks;

/// <summary>The codecs of single values; generated code names them.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "A codec is named after the type it reads and writes.")]
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class BlockCodecs
{
    /// <summary>Texts.</summary>
    public static BlockCodec<string> Text { get; } = new TextCodec();

    /// <summary>Booleans.</summary>
    public static BlockCodec<bool> Boolean { get; } = new BooleanCodec();

    /// <summary>Whole numbers of 8 bits.</summary>
    public static BlockCodec<byte> Byte { get; } = new IntegerCodec<byte>();

    /// <summary>Whole numbers of 16 bits.</summary>
    public static BlockCodec<short> Int16 { get; } = new IntegerCodec<short>();

    /// <summary>Whole numbers of 32 bits.</summary>
    public static BlockCodec<int> Int32 { get; } = new IntegerCodec<int>();

    /// <summary>Whole numbers of 64 bits.</summary>
    public static BlockCodec<long> Int64 { get; } = new IntegerCodec<long>();

    /// <summary>Whole numbers of 32 bits, not negative.</summary>
    public static BlockCodec<uint> UInt32 { get; } = new IntegerCodec<uint>();

    /// <summary>Whole numbers of 64 bits, not negative.</summary>
    public static BlockCodec<ulong> UInt64 { get; } = new IntegerCodec<ulong>();

    /// <summary>Numbers of single precision.</summary>
    public static BlockCodec<float> Single { get; } = new FloatCodec<float>();

    /// <summary>Numbers of double precision.</summary>
    public static BlockCodec<double> Double { get; } = new FloatCodec<double>();

    /// <summary>Decimal numbers.</summary>
    public static BlockCodec<decimal> Decimal { get; } = new FloatCodec<decimal>();

    /// <summary>Addresses, absolute.</summary>
    public static BlockCodec<Uri> Uri { get; } = new ParsedTextCodec<Uri>(
        "an absolute address",
        static (string text, [MaybeNullWhen(false)] out Uri value) => System.Uri.TryCreate(text, UriKind.Absolute, out value),
        static value => value.OriginalString);

    /// <summary>Identifiers.</summary>
    public static BlockCodec<Guid> Guid { get; } = new ParsedTextCodec<Guid>(
        "a UUID", static (string text, out Guid value) => System.Guid.TryParse(text, out value), static value => value.ToString());

    /// <summary>Points in time with an offset.</summary>
    public static BlockCodec<DateTimeOffset> DateTimeOffset { get; } = new ParsedTextCodec<DateTimeOffset>(
        "a date and time in ISO 8601",
        static (string text, out DateTimeOffset value) => System.DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value),
        static value => value.ToString("O", CultureInfo.InvariantCulture));

    /// <summary>Dates with a time.</summary>
    public static BlockCodec<DateTime> DateTime { get; } = new ParsedTextCodec<DateTime>(
        "a date and time in ISO 8601",
        static (string text, out DateTime value) => System.DateTime.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out value),
        static value => value.ToString("O", CultureInfo.InvariantCulture));

    /// <summary>Dates.</summary>
    public static BlockCodec<DateOnly> DateOnly { get; } = new ParsedTextCodec<DateOnly>(
        "a date such as 2026-11-20",
        static (string text, out DateOnly value) => System.DateOnly.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out value),
        static value => value.ToString("O", CultureInfo.InvariantCulture));

    /// <summary>Times of day.</summary>
    public static BlockCodec<TimeOnly> TimeOnly { get; } = new ParsedTextCodec<TimeOnly>(
        "a time such as 12:30:00",
        static (string text, out TimeOnly value) => System.TimeOnly.TryParse(text, CultureInfo.InvariantCulture, out value),
        static value => value.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture));

    /// <summary>Spans of time.</summary>
    public static BlockCodec<TimeSpan> Duration { get; } = new DurationCodec();

    /// <summary>Bytes.</summary>
    public static BlockCodec<byte[]> Bytes { get; } = new BytesCodec();

    /// <summary>JSON of any kind, as it stands.</summary>
    public static BlockCodec<JsonElement> Json { get; } = new JsonCodec();

    /// <summary>JSON of any kind but null, as nodes.</summary>
    public static BlockCodec<JsonNode> Node { get; } = new JsonNodeCodec<JsonNode>("JSON");

    /// <summary>JSON objects.</summary>
    public static BlockCodec<JsonObject> NodeObject { get; } = new JsonNodeCodec<JsonObject>("an object");

    /// <summary>JSON lists.</summary>
    public static BlockCodec<JsonArray> NodeArray { get; } = new JsonNodeCodec<JsonArray>("a list");

    /// <summary>Values of any kind.</summary>
    public static BlockCodec<object?> Any { get; } = new AnyCodec();

    /// <summary>Secret texts.</summary>
    public static BlockCodec<SecretString> Secret { get; } = new SecretCodec();

    /// <summary>Secret bytes.</summary>
    public static BlockCodec<SecretBytes> SecretBytes { get; } = new SecretBytesCodec();

    /// <summary>Secrets of any kind.</summary>
    public static BlockCodec<SecretJson> SecretJson { get; } = new SecretJsonCodec();

    /// <summary>Dictionaries of secrets.</summary>
    public static BlockCodec<SecretDictionary> SecretDictionary { get; } = new SecretDictionaryCodec();
}
