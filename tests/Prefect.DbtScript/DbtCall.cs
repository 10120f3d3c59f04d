using System.Text.Json;

namespace Prefect.DbtScript;

/// <summary>How the program was called.</summary>
/// <param name="Args">Its arguments.</param>
/// <param name="Folder">The folder that it was called in.</param>
/// <param name="Environment">Its variables.</param>
/// <param name="ProfilesDir">The folder of its profiles.</param>
/// <param name="Profiles">What <c>profiles.yml</c> held; null when there was none.</param>
/// <param name="ProfilesMode">Who might read that, as a number; null when there was none, or on Windows.</param>
public sealed record DbtCall(
    IReadOnlyList<string> Args,
    string Folder,
    IReadOnlyDictionary<string, string> Environment,
    string ProfilesDir,
    string? Profiles,
    int? ProfilesMode)
{
    /// <summary>Notes a call, and gives its number: 1 for the first.</summary>
    internal static int Record(string folder, IReadOnlyList<string> args, string profilesDir)
    {
        string profiles = Path.Combine(profilesDir, "profiles.yml");
        bool isThere = File.Exists(profiles);
        DbtCall call = new(
            args,
            Directory.GetCurrentDirectory(),
            System.Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().ToDictionary(pair => (string)pair.Key, pair => (string)pair.Value!),
            profilesDir,
            isThere ? File.ReadAllText(profiles) : null,
            isThere && !OperatingSystem.IsWindows() ? (int)File.GetUnixFileMode(profiles) : null);
        // Whoever looks at the calls sees whole ones.
        string unfinished = Path.Combine(folder, $"{System.Environment.ProcessId}.tmp");
        File.WriteAllText(unfinished, JsonSerializer.Serialize(call));
        for (int number = 1; ; number++)
        {
            string file = Path.Combine(folder, $"{number:0000}.json");
            try
            {
                File.Move(unfinished, file, overwrite: false);
                return number;
            }
            catch (IOException) when (File.Exists(file))
            {
                // That call was noted already.
            }
        }
    }
}
