using System.Text;
using Prefect.Blocks;

namespace Prefect.Aws;

/// <summary>The value of a secret: a text or bytes. It prints as a mask; the members' <c>Reveal</c> give it.</summary>
/// <remarks>A text that the caller gives may be a reference, such as <c>env:NAME</c>. One that the service gave never is.</remarks>
public sealed record AwsSecretValue
{
    private const int MaximumBytes = 65_536;

    /// <summary>The text; null when the secret holds bytes.</summary>
    public SecretString? Text { get; init; }

    /// <summary>The bytes; null when the secret holds a text.</summary>
    public SecretBytes? Bytes { get; init; }

    /// <summary>Wraps a text.</summary>
    /// <param name="text">The value, or a reference to it.</param>
    public static implicit operator AwsSecretValue(string text) => FromString(text);

    /// <summary>Wraps a copy of some bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    public static implicit operator AwsSecretValue(byte[] bytes) => FromByteArray(bytes);

    /// <summary>Wraps a text; the same as the implicit conversion.</summary>
    /// <param name="text">The value, or a reference to it.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    public static AwsSecretValue FromString(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new AwsSecretValue { Text = text };
    }

    /// <summary>Wraps a copy of some bytes; the same as the implicit conversion.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <exception cref="ArgumentNullException"><paramref name="bytes"/> is null.</exception>
    public static AwsSecretValue FromByteArray(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return new AwsSecretValue { Bytes = bytes };
    }

    internal static AwsSecretValue Of(GetSecretValueResponse answer) => answer switch
    {
        // What a service says is no reference, even when it looks like one.
        { SecretString: { } text } => FromString(SecretReferences.IsReference(RevealedSecret.Remember(text)) ? "literal:" + text : text),
        { SecretBinary: { } bytes } => FromByteArray(RevealedSecret.Remember(bytes)),
        _ => FromString(""),
    };

    /// <exception cref="ArgumentException">The value is none that the service takes.</exception>
    internal async ValueTask<(string? Text, byte[]? Bytes)> RevealCheckedAsync(string parameter, CancellationToken cancellationToken)
    {
        string? text = Text is { } secret ? await secret.RevealAsync(cancellationToken).ConfigureAwait(false) : null;
        byte[]? bytes = text is null ? Bytes?.Reveal() : null;
        if (text is not null && text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') && Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) != text)
        {
            throw new ArgumentException("The text holds half of a surrogate pair, which would be stored as another character. Give bytes instead.", parameter);
        }

        long length = text is null ? bytes?.Length ?? 0 : Encoding.UTF8.GetByteCount(text);
        if (length is 0 or > MaximumBytes)
        {
            throw new ArgumentException($"A secret must have 1 to {MaximumBytes} bytes; this one has {length}.", parameter);
        }

        if (text is not null)
        {
            RevealedSecret.Remember(text);
        }
        else
        {
            RevealedSecret.Remember(bytes!);
        }

        return (text, bytes);
    }
}
