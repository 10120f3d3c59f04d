using System.Globalization;

namespace Prefect.Shell;

/// <summary>A process, as <c>/proc</c> tells of it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Parent">Id of its parent.</param>
/// <param name="Group">Its process group.</param>
/// <param name="Session">Its session.</param>
/// <param name="Started">When it started: with the id it tells it from a later process that was given the same number.</param>
internal sealed record LinuxProcess(int Id, int Parent, int Group, int Session, ulong Started)
{
    private const string Folder = "/proc";

    /// <summary>Whether there is anything to be told: a container may have no <c>/proc</c>, as other systems have none.</summary>
    public static bool IsTold { get; } = OperatingSystem.IsLinux() && File.Exists($"{Folder}/self/stat");

    /// <summary>Gives all that have not ended.</summary>
    public static IEnumerable<LinuxProcess> All() =>
        new DirectoryInfo(Folder).EnumerateDirectories()
            .Select(static folder => int.TryParse(folder.Name, NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? Find(id) : null)
            .OfType<LinuxProcess>();

    /// <summary>Gives one; null when it has ended.</summary>
    private static LinuxProcess? Find(int id)
    {
        try
        {
            return Parse(id, File.ReadAllText($"{Folder}/{id}/stat"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // Its name, in parentheses, may hold anything: what follows the last of them are numbers, but for the state.
    private static LinuxProcess? Parse(int id, string stat)
    {
        string[] fields = stat[(stat.LastIndexOf(')') + 1)..].TrimStart().Split(' ');
        return fields.Length < 20 || fields[0] is "Z" or "X" ? null : new LinuxProcess(id, Number(1), Number(2), Number(3), ulong.Parse(fields[19], CultureInfo.InvariantCulture));

        int Number(int field) => int.Parse(fields[field], CultureInfo.InvariantCulture);
    }
}
