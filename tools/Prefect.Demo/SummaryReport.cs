using System.Text;
using Spectre.Console;

namespace Prefect.Demo;

/// <summary>Shows summaries as a file and as a table.</summary>
internal static class SummaryReport
{
    public static string ToCsv(IReadOnlyList<RegionSummary> summaries)
    {
        StringBuilder csv = new("region,zones,countries,observing_daylight_saving,earliest_offset_minutes,latest_offset_minutes\n");
        foreach (RegionSummary row in summaries)
        {
            csv.Append($"{row.Region},{row.Zones},{row.Countries},{row.ObservingDaylightSaving},{row.EarliestOffset},{row.LatestOffset}\n");
        }

        return csv.ToString();
    }

    public static Table ToTable(IReadOnlyList<RegionSummary> summaries)
    {
        Table table = new Table().Title("Time zones of the world")
            .AddColumn("Region")
            .AddColumn(new TableColumn("Zones").RightAligned())
            .AddColumn(new TableColumn("Countries").RightAligned())
            .AddColumn(new TableColumn("Daylight saving").RightAligned())
            .AddColumn(new TableColumn("Offsets from UTC").RightAligned());
        foreach (RegionSummary row in summaries)
        {
            table.AddRow(
                row.Region, $"{row.Zones}", $"{row.Countries}", $"{row.ObservingDaylightSaving}", $"{Hours(row.EarliestOffset)} … {Hours(row.LatestOffset)}");
        }

        return table;
    }

    private static string Hours(int minutes) => $"{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:00}:{Math.Abs(minutes) % 60:00}";
}
