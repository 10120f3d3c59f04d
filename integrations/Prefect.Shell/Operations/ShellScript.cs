using System.Security.Cryptography;
using System.Text;

namespace Prefect.Shell;

/// <summary>The file that commands are run from. Only this user may read it, and it is gone afterwards.</summary>
internal sealed class ShellScript : IDisposable
{
    private ShellScript(string path) => Path = path;

    public string Path { get; }

    /// <summary>Writes the commands, one to a line.</summary>
    public static ShellScript Write(IEnumerable<string> commands, ShellLanguage language)
    {
        string name = $"prefect-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}{language.Extension}";
        ShellScript script = new(System.IO.Path.Combine(System.IO.Path.GetTempPath(), name));
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            // Windows' own PowerShell takes a file for one in an old encoding unless it has the mark; other shells stumble over it.
            bool hasMark = OperatingSystem.IsWindows() && language.LastLine is not null;
            using StreamWriter writer = new(script.Path, new UTF8Encoding(hasMark), options);
            writer.Write(string.Join(Environment.NewLine, language.LastLine is { } last ? commands.Append(last) : commands));
            writer.Write(Environment.NewLine);
        }
        catch
        {
            script.Dispose();
            throw;
        }

        return script;
    }

    public void Dispose()
    {
        try
        {
            File.Delete(Path);
        }
        catch (Exception exception) when (exception is UnauthorizedAccessException or IOException)
        {
            // Windows keeps a file that somebody still reads; the system's folder for temporary files is cleared in time.
        }
    }
}
