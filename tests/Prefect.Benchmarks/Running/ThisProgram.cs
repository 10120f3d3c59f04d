using System.Diagnostics;

namespace Prefect.Benchmarks;

internal static class ThisProgram
{
    /// <summary>Root of the checkout that this program was built from.</summary>
    public static string RepositoryRoot { get; } = FindRoot();

    /// <summary>Says how to start this program once more.</summary>
    public static ProcessStartInfo Start(params IEnumerable<string> arguments)
    {
        string program = Environment.ProcessPath!;
        bool hosted = Path.GetFileNameWithoutExtension(program) == "dotnet";
        return new ProcessStartInfo(program, hosted ? [typeof(ThisProgram).Assembly.Location, .. arguments] : arguments)
        {
            UseShellExecute = false,
        };
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Integrations.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Run the benchmarks from a checkout: they build the tool.");
    }
}
