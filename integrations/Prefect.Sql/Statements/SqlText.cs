using System.Collections.Immutable;

namespace Prefect.Sql;

/// <summary>
/// A statement whose parameters were found: <c>:name</c> or, for values in a list, <c>?</c>, <c>%s</c> and <c>$1</c>. What stands in quotes or
/// comments is left alone, and so are casts (<c>::type</c>); <c>\:</c> is a colon.
/// </summary>
/// <param name="Command">The statement as the provider wants it: parameters are called <c>p0</c>, <c>p1</c> and so on.</param>
/// <param name="Parameters">The parameters, each once, by name; places of a list are called by their number from 0.</param>
/// <param name="Verb">The first word, in capital letters.</param>
/// <param name="HasSeveral">Whether there may be several statements.</param>
/// <param name="Changes">Whether it changes rows: it begins with INSERT, UPDATE, DELETE or REPLACE, or with WITH and has one of the first three.</param>
internal sealed record SqlText(string Command, ImmutableArray<string> Parameters, string Verb, bool HasSeveral, bool Changes)
{
    /// <summary>Leaves a statement as it is.</summary>
    public static SqlText AsWritten(string text, SqlDialect dialect) => new SqlTextReader(text, dialect, SqlParameterStyle.None).Read();

    /// <summary>Finds parameters that go by name.</summary>
    public static SqlText Named(string text, SqlDialect dialect) => new SqlTextReader(text, dialect, SqlParameterStyle.Named).Read();

    /// <summary>Finds parameters that go by position.</summary>
    public static SqlText Positional(string text, SqlDialect dialect) => new SqlTextReader(text, dialect, SqlParameterStyle.Positional).Read();
}
