using System.Runtime.CompilerServices;
using System.Text;

namespace Prefect.Demo;

/// <summary>Reads CSV as RFC 4180 has it, one line a row, without the header.</summary>
internal static class CsvRows
{
    public static async IAsyncEnumerable<string[]> ReadAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        bool header = true;
        await foreach (string line in File.ReadLinesAsync(path, cancellationToken))
        {
            if (!header)
            {
                yield return Split(line);
            }

            header = false;
        }
    }

    private static string[] Split(string line)
    {
        List<string> cells = [];
        StringBuilder cell = new();
        bool quoted = false;
        foreach (char character in line)
        {
            if (character == '"')
            {
                quoted = !quoted;
            }
            else if (character == ',' && !quoted)
            {
                cells.Add(cell.ToString());
                cell.Clear();
            }
            else
            {
                cell.Append(character);
            }
        }

        cells.Add(cell.ToString());
        return [.. cells];
    }
}
