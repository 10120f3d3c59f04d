using System.Collections;

namespace Prefect.Flows;

/// <summary>Gives keys and values of a dictionary whose types are not known.</summary>
internal static class DictionaryEntries
{
    public static IEnumerable<(object Key, object? Value)> Of(IDictionary dictionary)
    {
        // Its plain enumerator gives entries of the dictionary's own types.
        IDictionaryEnumerator entries = dictionary.GetEnumerator();
        while (entries.MoveNext())
        {
            yield return (entries.Key, entries.Value);
        }
    }
}
