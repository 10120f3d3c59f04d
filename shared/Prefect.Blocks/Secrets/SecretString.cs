using System.Diagnostics;
using System.Text.Json.Serialization;

namespace Prefect.Blocks;

/// <summary>
/// A text that prints as <see cref="SecretMask.Display"/> everywhere; only <see cref="Reveal"/> gives the value. The text
/// may be a reference to a value kept elsewhere, such as <c>env:NAME</c> or <c>file:PATH</c>: see <see cref="SecretReferences"/>.
/// </summary>
[DebuggerDisplay(SecretMask.Display)]
[JsonConverter(typeof(SecretStringJsonConverter))]
public readonly struct SecretString : IEquatable<SecretString>
{
    [DebuggerBrowsable(DebuggerBrowsableState.Never)]
    private readonly string? _text;

    /// <summary>Wraps a text.</summary>
    /// <param name="text">The value, or a reference to it.</param>
    public SecretString(string? text) => _text = text;

    /// <summary>Whether there is no text.</summary>
    public bool IsEmpty => string.IsNullOrEmpty(_text);

    /// <summary>The text as stored: the value itself or the reference to it.</summary>
    internal string Stored => _text ?? "";

    /// <summary>Wraps a text.</summary>
    /// <param name="text">The value, or a reference to it.</param>
    public static implicit operator SecretString(string? text) => new(text);

    /// <summary>Tells whether two secrets hold the same text.</summary>
    public static bool operator ==(SecretString left, SecretString right) => left.Equals(right);

    /// <summary>Tells whether two secrets hold different texts.</summary>
    public static bool operator !=(SecretString left, SecretString right) => !left.Equals(right);

    /// <summary>Wraps a text; the same as the implicit conversion.</summary>
    /// <param name="text">The value, or a reference to it.</param>
    public static SecretString FromString(string? text) => new(text);

    /// <summary>Gives the value in clear, following a reference, and makes it known to <see cref="SecretMasker"/>.</summary>
    /// <exception cref="SecretReferenceException">The reference leads nowhere.</exception>
    public string Reveal() => SecretReferences.Resolve(Stored);

    /// <summary>Gives the value in clear, following a reference, and makes it known to <see cref="SecretMasker"/>.</summary>
    /// <param name="cancellationToken">Ends the look-up.</param>
    /// <exception cref="SecretReferenceException">The reference leads nowhere.</exception>
    public ValueTask<string> RevealAsync(CancellationToken cancellationToken = default) =>
        SecretReferences.ResolveAsync(Stored, cancellationToken);

    /// <inheritdoc/>
    public bool Equals(SecretString other) => string.Equals(Stored, other.Stored, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SecretString other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Stored);

    /// <summary>Gives the mask; nothing when the text is empty.</summary>
    public override string ToString() => IsEmpty ? "" : SecretMask.Display;
}
