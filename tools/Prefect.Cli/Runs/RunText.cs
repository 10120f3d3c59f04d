using System.Globalization;
using Prefect.Flows;

namespace Prefect.Cli;

/// <summary>Writes what runs are made of for people.</summary>
internal static class RunText
{
    public static string Time(DateTimeOffset? time) =>
        time is { } given ? given.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : "";

    public static string Length(TimeSpan length) => length.TotalSeconds < 60
        ? string.Create(CultureInfo.InvariantCulture, $"{length.TotalSeconds:0.###} s")
        : length.ToString(@"d\.hh\:mm\:ss", CultureInfo.InvariantCulture).TrimStart('0').TrimStart('.');

    /// <summary>Reads a type of state as people write it; null when it is none.</summary>
    public static StateType? Type(string text) =>
        Enum.TryParse(text, ignoreCase: true, out StateType type) && Enum.IsDefined(type) && !char.IsAsciiDigit(text[0]) ? type : null;

    public static string Type(StateType type) => type.ToString().ToUpperInvariant();

    public static string Inputs(TaskRun run) => string.Join(
        "\n", run.Inputs.Select(input => $"{input.Key}: {string.Join(", ", input.Value.Select(source => source.Id))}"));

    public static TextTable States(Run run)
    {
        TextTable table = new("States", "Time", "State", "Type", "Message");
        foreach (State state in run.States)
        {
            table.Row(Time(state.Timestamp), state.Name, Type(state.Type), state.Message);
        }

        return table;
    }
}
