using System.Text;

namespace Prefect.Dbt;

/// <summary>Sums up what became of the nodes of a command.</summary>
public static class DbtSummary
{
    private const int LongestCode = 10_000;

    /// <summary>Sorts nodes by how they ended.</summary>
    /// <param name="results">What became of them.</param>
    /// <exception cref="ArgumentNullException"><paramref name="results"/> is null.</exception>
    public static DbtConsolidatedResults ConsolidateRunResults(DbtRunResults results)
    {
        ArgumentNullException.ThrowIfNull(results);
        ILookup<DbtOutcome, DbtRunResult> sorted = results.Results.ToLookup(static result => DbtOutcomes.Of(result.Status));
        return new(
            [.. sorted[DbtOutcome.Success]], [.. sorted[DbtOutcome.Fail]], [.. sorted[DbtOutcome.Skipped]], [.. sorted[DbtOutcome.Error]], [.. sorted[DbtOutcome.Warn]]);
    }

    /// <summary>Writes a summary: how many nodes ended how, and which did not end well, and why.</summary>
    /// <param name="results">What became of the nodes.</param>
    /// <param name="command">The command, as in <c>build</c>.</param>
    /// <param name="manifest">Knows the files of the nodes. Default: they are left out.</param>
    /// <returns>The summary, in Markdown.</returns>
    /// <exception cref="ArgumentException">An argument is null or empty.</exception>
    public static string CreateSummaryMarkdown(DbtRunResults results, string command, DbtManifest? manifest = null)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentException.ThrowIfNullOrWhiteSpace(command);
        return Write(DbtSummaryNode.Of(results, manifest), command);
    }

    internal static string Write(IReadOnlyList<DbtSummaryNode> nodes, string command)
    {
        ILookup<DbtOutcome, DbtSummaryNode> sorted = nodes.ToLookup(static node => DbtOutcomes.Of(node.Status));
        StringBuilder text = new();
        text.Append("# dbt ").Append(command).Append(" Task Summary\n\n| Successes | Errors | Failures | Skips | Warnings |\n| :---: | :---: | :---: | :---: | :---: |\n");
        DbtOutcome[] columns = [DbtOutcome.Success, DbtOutcome.Error, DbtOutcome.Fail, DbtOutcome.Skipped, DbtOutcome.Warn];
        text.Append("| ").AppendJoin(" | ", columns.Select(outcome => sorted[outcome].Count())).Append(" |\n");
        DbtSummaryNode[] unsuccessful = [.. columns.Skip(1).SelectMany(outcome => sorted[outcome])];
        if (unsuccessful.Length > 0)
        {
            text.Append("\n## Unsuccessful Nodes\n");
            Array.ForEach(unsuccessful, node => Describe(text, node));
        }

        if (sorted[DbtOutcome.Success].Any())
        {
            text.Append("\n## Successful Nodes\n\n").AppendJoin('\n', sorted[DbtOutcome.Success].Select(static node => $"* {node.Name}")).Append('\n');
        }

        return text.ToString();
    }

    private static void Describe(StringBuilder text, DbtSummaryNode node)
    {
        text.Append("\n### ").Append(node.Name).Append("\n\n* Type: ").Append(node.Kind).Append("\n* Status: ").Append(node.Status).Append('\n');
        if (node.Path is { } path)
        {
            text.Append("* Path: ").Append(path).Append('\n');
        }

        if (!string.IsNullOrWhiteSpace(node.Message))
        {
            text.Append("\nMessage:\n\n> ").Append(node.Message.Trim().Replace("\n", "\n> ", StringComparison.Ordinal)).Append('\n');
        }

        if (node.Kind is not ("seed" or "source") && !string.IsNullOrWhiteSpace(node.CompiledCode))
        {
            string code = node.CompiledCode.Trim();
            text.Append("\nCompiled SQL:\n\n````sql\n").Append(code.Length > LongestCode ? code[..LongestCode] + "\n-- …" : code).Append("\n````\n");
        }
    }
}
