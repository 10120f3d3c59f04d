using System.Text;
using System.Text.Json.Nodes;

namespace Prefect.Dbt;

/// <summary>The file <c>profiles.yml</c>: where it is, and how it is written.</summary>
internal static class ProfilesFile
{
    public const string Name = "profiles.yml";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The folder of the user where dbt looks.</summary>
    public static string HomeFolder => Path.Combine(HomePath.Home, ".dbt");

    public static string In(string folder) => Path.Combine(folder, Name);

    /// <summary>Writes a profile as a file that nobody but its owner can read. A file of that name is replaced as a whole.</summary>
    public static Task WriteAsync(string folder, JsonObject profile, CancellationToken cancellationToken) =>
        WriteAsync(folder, YamlDocument.Write(profile), cancellationToken);

    /// <summary>Writes the text of the file, which nobody but its owner can read. A file of that name is replaced as a whole.</summary>
    public static async Task WriteAsync(string folder, string text, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        string path = In(folder);
        string unfinished = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = OwnerOnly;
            }

            FileStream file = new(unfinished, options);
            await using (file.ConfigureAwait(false))
            {
                await file.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken).ConfigureAwait(false);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
