using System.Text.RegularExpressions;

namespace Prefect.Snowflake;

/// <summary>Makes of a statement with many sets of parameters what is run: one statement of many rows, or one for each set.</summary>
internal static partial class SnowflakeBatch
{
    /// <exception cref="ArgumentException">The statement is empty, or a set does not fit or has no usable type.</exception>
    public static IReadOnlyList<SnowflakeStatement> Of(string operation, IReadOnlyList<IReadOnlyDictionary<string, object?>> sets)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(operation);
        return TakesRows(operation, sets.Count)
            ? [SnowflakeStatement.OfMany(operation, sets)]
            : [.. sets.Select(set => SnowflakeStatement.Of(operation, set))];
    }

    /// <exception cref="ArgumentException">The statement is empty, or a set does not fit or has no usable type.</exception>
    public static IReadOnlyList<SnowflakeStatement> Of(string operation, IReadOnlyList<IReadOnlyList<object?>> sets)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(operation);
        return TakesRows(operation, sets.Count)
            ? [SnowflakeStatement.OfMany(operation, sets)]
            : [.. sets.Select(set => SnowflakeStatement.Of(operation, set))];
    }

    private static bool TakesRows(string operation, int sets)
    {
        string code = string.Concat(SqlPart.Split(operation)
            .Where(part => part.IsCode || !IsComment(operation.AsSpan(part.Start)))
            .Select(part => operation.Substring(part.Start, part.Length)));
        return sets > 0 && Insert().IsMatch(code);
    }

    private static bool IsComment(ReadOnlySpan<char> text) => text.StartsWith("--") || text.StartsWith("//") || text.StartsWith("/*");

    [GeneratedRegex(@"^\s*INSERT\s+(OVERWRITE\s+)?INTO\b((?!\bSELECT\b).)*\bVALUES\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.Singleline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Insert();
}
