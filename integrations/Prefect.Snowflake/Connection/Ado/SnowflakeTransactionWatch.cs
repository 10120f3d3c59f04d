using System.Text.RegularExpressions;

namespace Prefect.Snowflake;

/// <summary>Knows whether a transaction is begun in a session, whoever begins it: another sign-in would lose it without a word.</summary>
internal sealed partial class SnowflakeTransactionWatch(ISnowflakeSession session)
{
    /// <summary>Whether one is begun.</summary>
    public bool IsBegun => Generation is not null;

    /// <summary>The sign-in that it was begun in; null where none is.</summary>
    public int? Generation { get; private set; }

    /// <summary>Takes note of a statement that was run.</summary>
    public void Note(string sql)
    {
        if (BeginStatement().IsMatch(sql))
        {
            Generation = session.Generation;
        }
        else
        {
            NoteEnd(sql);
        }
    }

    /// <summary>Takes note of a statement that found the session gone: if it was to end a transaction, that has ended with the session.</summary>
    public void NoteEnd(string sql)
    {
        if (EndStatement().IsMatch(sql))
        {
            Generation = null;
        }
    }

    // BEGIN begins a block of Snowflake Scripting as well: that goes on after it.
    [GeneratedRegex(@"^\s*(BEGIN(\s+(TRANSACTION|WORK))?|START\s+TRANSACTION)(\s+NAME\s+\S+)?\s*;?\s*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex BeginStatement();

    [GeneratedRegex(@"^\s*(COMMIT|ROLLBACK)(\s+WORK)?\s*;?\s*$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex EndStatement();
}
