using System.Globalization;
using System.Text;

namespace Prefect.Benchmarks;

/// <summary>Writes numbered lines to both of its pipes at once, as fast as they are read.</summary>
internal static class ShellWriter
{
    public const string Role = "shell-writer";

    public const int LineLength = 128;

    public static async Task<int> RunAsync(string[] arguments)
    {
        long lines = long.Parse(arguments[0], CultureInfo.InvariantCulture);
        await Task.WhenAll(
            Task.Run(() => Write(Console.OpenStandardOutput(), 'o', lines)),
            Task.Run(() => Write(Console.OpenStandardError(), 'e', lines)));
        return 0;
    }

    /// <summary>The line of a number: it begins with it, and is as long as any other.</summary>
    public static string Line(char pipe, long number) => $"{pipe}{number:D12} ".PadRight(LineLength - 1, 'x');

    private static void Write(Stream pipe, char name, long lines)
    {
        using BufferedStream buffered = new(pipe, 256 * 1024);
        byte[] line = Encoding.ASCII.GetBytes(Line(name, 0) + "\n");
        for (long number = 0; number < lines; number++)
        {
            number.TryFormat(line.AsSpan(1, 12), out _, "D12", CultureInfo.InvariantCulture);
            buffered.Write(line);
        }
    }
}
