using System.Text;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>Turns results into what a storage keeps.</summary>
internal static class ResultContent
{
    /// <exception cref="ResultSerializationException">The result cannot be written, or holds a secret in clear.</exception>
    public static byte[] Write<T>(ResultSerializer serializer, T value)
    {
        byte[] content;
        try
        {
            content = serializer.Serialize(value).ToArray();
        }
        catch (Exception failure) when (failure is not (FlowException or OutOfMemoryException))
        {
            throw new ResultSerializationException(
                $"A result of type {value?.GetType() ?? typeof(T)} cannot be written by the serializer '{serializer.Type}': {failure.Message}", failure);
        }

        ThrowIfSecret(serializer, content);
        return content;
    }

    /// <summary>
    /// A secret that was revealed is not written to a file in clear. It is not masked either: whoever read the result back would
    /// take the mask for the value.
    /// </summary>
    private static void ThrowIfSecret(ResultSerializer serializer, byte[] content)
    {
        string text = Encoding.UTF8.GetString(serializer.InClear(content).Span);
        if (!ReferenceEquals(SecretMasker.Mask(text), text))
        {
            throw new ResultSerializationException(
                "The result holds the value of a secret in clear, which would be readable in the storage. Return the block or a reference to it and reveal the secret where it is used, or do not keep this result: PersistResult = false.");
        }
    }
}
