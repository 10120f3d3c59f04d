using System.Collections;
using System.Text;

namespace Prefect.Testing;

/// <summary>A logged or traced value as a sink may write it: the elements of a collection, bytes as base64.</summary>
internal static class ValueText
{
    public static string Of(object? value) => value switch
    {
        null => "",
        string text => text,
        byte[] bytes => $"{Convert.ToBase64String(bytes)} {Encoding.Latin1.GetString(bytes)}",
        IDictionary map => string.Join(", ", map.Cast<DictionaryEntry>().Select(entry => $"{Of(entry.Key)}={Of(entry.Value)}")),
        IEnumerable list => string.Join(", ", list.Cast<object?>().Select(Of)),
        _ => value.ToString() ?? "",
    };
}
