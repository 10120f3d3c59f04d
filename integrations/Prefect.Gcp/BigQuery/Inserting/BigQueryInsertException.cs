using System.Globalization;
using Prefect.Blocks;

namespace Prefect.Gcp;

/// <summary>Rows were not inserted into a table, because some of them cannot be.</summary>
public sealed class BigQueryInsertException : BlockException
{
    private const int MostErrors = 5;

    internal BigQueryInsertException(string table, int inserted, IReadOnlyList<BigQueryRowError> errors)
        : base(Describe(table, inserted, errors))
    {
        Inserted = inserted;
        Errors = errors;
    }

    /// <summary>How many rows were inserted before.</summary>
    public int Inserted { get; }

    /// <summary>What the service says of the rows that it refused.</summary>
    public IReadOnlyList<BigQueryRowError> Errors { get; }

    private static string Describe(string table, int inserted, IReadOnlyList<BigQueryRowError> errors)
    {
        BigQueryRowError[] telling = [.. errors.Where(static error => error.Reason != "stopped").DefaultIfEmpty(errors[0]).Take(MostErrors)];
        string list = string.Join("; ", telling.Select(static error =>
            $"row {error.Index.ToString(CultureInfo.InvariantCulture)}{(string.IsNullOrEmpty(error.Column) ? "" : $", column '{error.Column}'")}: {error.Message ?? error.Reason}"));
        string before = inserted > 0 ? $" {inserted.ToString(CultureInfo.InvariantCulture)} rows were inserted before." : "";
        return $"Could not insert rows into the table '{table}': {list}. Correct these rows, and insert them and those after them again.{before}";
    }
}
