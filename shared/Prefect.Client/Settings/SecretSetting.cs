using System.Diagnostics;

namespace Prefect.Client;

/// <summary>A setting's value that must not be printed. Only <see cref="Reveal"/> gives it away.</summary>
[DebuggerDisplay("{Mask,nq}")]
public sealed class SecretSetting
{
    /// <summary>What is printed in place of a secret: ten asterisks.</summary>
    public const string Mask = "**********";

    private readonly string _value;

    internal SecretSetting(string value) => _value = value;

    /// <summary>Returns the value itself.</summary>
    public string Reveal() => _value;

    /// <summary>Returns the mask.</summary>
    public override string ToString() => Mask;
}
