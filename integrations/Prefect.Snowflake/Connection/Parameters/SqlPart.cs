namespace Prefect.Snowflake;

/// <summary>A stretch of a statement: code, or else a text, a quoted name or a comment.</summary>
internal readonly record struct SqlPart(int Start, int Length, bool IsCode)
{
    public static IEnumerable<SqlPart> Split(string sql)
    {
        int start = 0;
        for (int position = 0; position < sql.Length;)
        {
            int end = EndOfQuoted(sql, position);
            if (end < 0)
            {
                position++;
                continue;
            }

            yield return new SqlPart(start, position - start, IsCode: true);
            yield return new SqlPart(position, end - position, IsCode: false);
            start = position = end;
        }

        yield return new SqlPart(start, sql.Length - start, IsCode: true);
    }

    /// <summary>Where the text, name or comment ends that begins at a position; -1 when none does.</summary>
    private static int EndOfQuoted(string sql, int position)
    {
        ReadOnlySpan<char> rest = sql.AsSpan(position);
        return rest[0] switch
        {
            '-' when rest.StartsWith("--") => EndOf(sql, position + 2, "\n", escapes: false),
            '/' when rest.StartsWith("//") => EndOf(sql, position + 2, "\n", escapes: false),
            '/' when rest.StartsWith("/*") => EndOf(sql, position + 2, "*/", escapes: false),
            '$' when rest.StartsWith("$$") => EndOf(sql, position + 2, "$$", escapes: false),
            '\'' => EndOf(sql, position + 1, "'", escapes: true),
            '"' => EndOf(sql, position + 1, "\"", escapes: false),
            _ => -1,
        };
    }

    // A quote that is written twice ends one text and begins the next: for what is looked for here, that is the same.
    private static int EndOf(string sql, int position, string end, bool escapes)
    {
        while (position < sql.Length)
        {
            if (escapes && sql[position] == '\\')
            {
                position += 2;
            }
            else if (string.CompareOrdinal(sql, position, end, 0, end.Length) == 0)
            {
                return position + end.Length;
            }
            else
            {
                position++;
            }
        }

        return sql.Length;
    }
}
