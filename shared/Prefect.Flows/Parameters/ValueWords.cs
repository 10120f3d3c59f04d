using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>Says in words what a type takes.</summary>
internal static class ValueWords
{
    public static string Of(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var text when text == typeof(string) => "a text",
        var flag when flag == typeof(bool) => "true or false",
        var whole when IsWhole(whole) => $"a whole number ({whole.Name})",
        var number when number == typeof(double) || number == typeof(float) || number == typeof(decimal) || number == typeof(Half) => "a number",
        var time when time == typeof(DateTime) || time == typeof(DateTimeOffset) => "a date and time as 2026-11-20T10:00:00Z",
        var date when date == typeof(DateOnly) => "a date as 2026-11-20",
        var time when time == typeof(TimeOnly) => "a time of day as 10:00:00",
        var span when span == typeof(TimeSpan) => "a duration: seconds, PT1H30M or 01:30:00",
        var guid when guid == typeof(Guid) => "a GUID",
        var address when address == typeof(Uri) => "an address with a scheme",
        var character when character == typeof(char) => "a text of one character",
        var secret when secret == typeof(SecretString) || secret == typeof(SecretBytes) => "a secret text, not a mask",
        var secrets when secrets == typeof(SecretDictionary) => "an object of secrets",
        var named when named.IsEnum => "one of " + string.Join(", ", EnumNames.Of(named)),
        var json when json == typeof(JsonObject) => "an object",
        var json when json == typeof(JsonArray) => "a list",
        var block when typeof(Block).IsAssignableFrom(block) => $"a block of type {block.Name}: its data, or a reference as {{\"$ref\": \"slug/name\"}}",
        var map when typeof(IDictionary).IsAssignableFrom(map) || (map.IsGenericType && map.Name.Contains("Dictionary", StringComparison.Ordinal)) => $"an object ({TypeNames.Of(map)})",
        var list when list.IsArray || (list != typeof(string) && typeof(IEnumerable).IsAssignableFrom(list)) => $"a list ({TypeNames.Of(list)})",
        var data when DataShape.Of(data) is not null => $"an object ({TypeNames.Of(data)})",
        var other => $"a {TypeNames.Of(other)}",
    };

    public static bool IsWhole(Type type) => type == typeof(int) || type == typeof(long) || type == typeof(short) || type == typeof(byte) || type == typeof(uint)
        || type == typeof(ulong) || type == typeof(ushort) || type == typeof(sbyte) || type == typeof(System.Numerics.BigInteger) || type == typeof(Int128) || type == typeof(UInt128)
        || type == typeof(nint) || type == typeof(nuint);
}
