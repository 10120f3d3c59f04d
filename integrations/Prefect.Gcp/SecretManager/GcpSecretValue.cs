using System.Text;
using Prefect.Blocks;

namespace Prefect.Gcp;

/// <summary>A value that a secret is given: a text or bytes. It prints as a mask.</summary>
/// <remarks>A text may be a reference, such as <c>env:NAME</c>.</remarks>
public sealed record GcpSecretValue
{
    /// <summary>The text; null for bytes.</summary>
    public SecretString? Text { get; init; }

    /// <summary>The bytes; null for a text.</summary>
    public SecretBytes? Bytes { get; init; }

    /// <summary>Wraps a text.</summary>
    /// <param name="text">The value, or a reference to it.</param>
    public static implicit operator GcpSecretValue(string text) => FromString(text);

    /// <summary>Wraps a copy of some bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    public static implicit operator GcpSecretValue(byte[] bytes) => FromByteArray(bytes);

    /// <summary>Wraps a text; the same as the implicit conversion.</summary>
    /// <param name="text">The value, or a reference to it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public static GcpSecretValue FromString(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new GcpSecretValue { Text = text };
    }

    /// <summary>Wraps a copy of some bytes; the same as the implicit conversion.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <exception cref="ArgumentNullException"><paramref name="bytes"/> is null.</exception>
    public static GcpSecretValue FromByteArray(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return new GcpSecretValue { Bytes = bytes };
    }

    /// <exception cref="ArgumentException">The value is none that the service takes.</exception>
    internal async ValueTask<byte[]> RevealCheckedAsync(string parameter, CancellationToken cancellationToken)
    {
        byte[] bytes = Text is { } text ? Encode(await text.RevealAsync(cancellationToken).ConfigureAwait(false), parameter) : Bytes?.Reveal() ?? [];
        return bytes.Length is > 0 and <= SecretManagerApi.LongestValue
            ? RevealedSecret.Remember(bytes)
            : throw new ArgumentException($"A secret must have 1 to {SecretManagerApi.LongestValue} bytes; this one has {bytes.Length}.", parameter);
    }

    private static byte[] Encode(string text, string parameter)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return Encoding.UTF8.GetString(bytes) == text
            ? bytes
            : throw new ArgumentException("The text holds half of a surrogate pair, which would be stored as another character. Give bytes instead.", parameter);
    }
}
