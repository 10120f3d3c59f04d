namespace Prefect.Blocks;

/// <summary>The texts that stand in place of secrets.</summary>
public static class SecretMask
{
    /// <summary>Stands for a secret wherever one is printed: ten asterisks.</summary>
    public const string Display = "**********";

    /// <summary>Stands for a secret in documents, as servers send it: eight asterisks.</summary>
    public const string Wire = "********";

    /// <summary>Tells whether a text is a mask and so cannot be a secret's value.</summary>
    /// <param name="text">The text.</param>
    public static bool IsMask(string? text) => text is Wire or Display;
}
