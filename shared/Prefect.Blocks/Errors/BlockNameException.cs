namespace Prefect.Blocks;

/// <summary>A name that no block document can have.</summary>
public sealed class BlockNameException : ArgumentException
{
    private BlockNameException(string message, string? parameter)
        : base(message, parameter)
    {
    }

    /// <summary>Checks a name: one or more of <c>a-z 0-9 -</c>.</summary>
    /// <param name="name">The name.</param>
    /// <param name="parameter">Name of the argument that holds it.</param>
    /// <exception cref="BlockNameException">The name is null, empty or has another character.</exception>
    public static void ThrowIfInvalid(
        string? name,
        [System.Runtime.CompilerServices.CallerArgumentExpression(nameof(name))] string? parameter = null)
    {
        if (string.IsNullOrEmpty(name))
        {
            throw new BlockNameException("A block needs a name, made of lower-case letters, digits and dashes.", parameter);
        }

        if (name.AsSpan().IndexOfAnyExcept(BlockNames.Allowed) >= 0)
        {
            throw new BlockNameException(
                $"'{BlockNames.Shorten(name)}' cannot name a block: only lower-case letters a-z, digits and dashes may stand in a name.",
                parameter);
        }
    }
}
