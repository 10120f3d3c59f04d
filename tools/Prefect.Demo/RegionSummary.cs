using System.Globalization;

namespace Prefect.Demo;

/// <summary>What one file of time zones says in sum.</summary>
internal sealed record RegionSummary(string Region, int Zones, int Countries, int ObservingDaylightSaving, int EarliestOffset, int LatestOffset)
{
    public static async Task<RegionSummary> ReadAsync(string path, CancellationToken cancellationToken)
    {
        HashSet<string> countries = new(StringComparer.Ordinal);
        int zones = 0;
        int daylightSaving = 0;
        int earliest = int.MaxValue;
        int latest = int.MinValue;
        await foreach (string[] row in CsvRows.ReadAsync(path, cancellationToken))
        {
            zones++;
            countries.Add(row[1]);
            daylightSaving += row[6] == "yes" ? 1 : 0;
            int offset = int.Parse(row[5], CultureInfo.InvariantCulture);
            earliest = Math.Min(earliest, offset);
            latest = Math.Max(latest, offset);
        }

        return zones > 0
            ? new RegionSummary(Path.GetFileNameWithoutExtension(path), zones, countries.Count, daylightSaving, earliest, latest)
            : throw new InvalidDataException($"'{path}' has no rows.");
    }
}
