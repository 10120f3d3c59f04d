using System.Security.Cryptography;
using System.Text;
using Prefect.Schema;

namespace Prefect.Flows;

/// <summary>Hashes values as Python does, so that plain values have the same hash in both languages.</summary>
internal static class ValueHash
{
    /// <summary>Gives 32 hexadecimal digits for a list of values.</summary>
    /// <exception cref="HashException">One cannot be hashed.</exception>
    public static string Of(params ReadOnlySpan<object?> values)
    {
        JsonTree[] items = new JsonTree[values.Length];
        for (int index = 0; index < values.Length; index++)
        {
            items[index] = HashTree.Of(values[index]);
        }

        // A call's positional arguments, and its named ones, of which there are none.
        return Digest(JsonTree.List([JsonTree.List(items), JsonTree.Empty]));
    }

    /// <summary>Gives the hash of arguments.</summary>
    /// <exception cref="HashException">One cannot be hashed; the message names the parameter.</exception>
    public static string OfInputs(IReadOnlyDictionary<string, object?> inputs)
    {
        List<KeyValuePair<string, JsonTree>> members = new(inputs.Count);
        foreach ((string name, object? value) in inputs)
        {
            try
            {
                members.Add(new KeyValuePair<string, JsonTree>(name, HashTree.Of(value)));
            }
            catch (HashException failure)
            {
                throw new HashException(
                    $"The parameter '{name}' cannot be part of a cache key: {failure.Message} Leave it out, as in CachePolicy.Inputs - \"{name}\", or give the task a CacheKeyFunction.", failure);
            }
        }

        return Digest(JsonTree.List([JsonTree.List([JsonTree.Object(members)]), JsonTree.Empty]));
    }

    private static string Digest(JsonTree value)
    {
        byte[] text = Encoding.ASCII.GetBytes(JsonText.WriteCanonical(value));
#pragma warning disable CA5351 // The keys of the other language are made so; nothing hangs on it being hard to forge.
        return Convert.ToHexStringLower(MD5.HashData(text));
#pragma warning restore CA5351
    }
}
