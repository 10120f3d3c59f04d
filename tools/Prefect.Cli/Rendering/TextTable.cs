using Spectre.Console;
using Spectre.Console.Rendering;

namespace Prefect.Cli;

/// <summary>A table of texts, none of which is taken for markup.</summary>
internal sealed class TextTable
{
    private readonly Table _table = new() { Border = TableBorder.Square };

    public TextTable(string? title, params ReadOnlySpan<string> columns)
    {
        if (title is not null)
        {
            _table.Title = new TableTitle(Markup.Escape(Printable.Of(title)));
        }

        foreach (string column in columns)
        {
            _table.AddColumn(new TableColumn(new Text(column, new Style(decoration: Decoration.Bold))));
        }
    }

    /// <summary>A table of names and values, without a heading row.</summary>
    public static TextTable OfPairs(string? title)
    {
        TextTable table = new(title, "", "");
        table._table.ShowHeaders = false;
        return table;
    }

    /// <summary>Adds a row.</summary>
    public TextTable Row(params ReadOnlySpan<string?> cells)
    {
        List<IRenderable> row = new(cells.Length);
        foreach (string? cell in cells)
        {
            row.Add(new Text(Printable.Of(cell ?? "")));
        }

        _table.AddRow(row);
        return this;
    }

    public IRenderable Rendered => _table;
}
