namespace Prefect.Packages.Tests;

/// <summary>The programs that README files show.</summary>
internal static class ReadmeSample
{
    private const string Fence = "```";

    /// <summary>Gives the first C# sample of a README file.</summary>
    /// <param name="readme">Path below the root of the checkout.</param>
    public static string First(string readme) => All(readme)[0];

    /// <summary>Gives every C# sample of a README file.</summary>
    /// <param name="readme">Path below the root of the checkout.</param>
    public static IReadOnlyList<string> All(string readme)
    {
        string path = Path.Combine(Checkout.Root, readme);
        File.Exists(path).ShouldBeTrue($"There is no {readme}.");
        List<string> samples = [];
        List<string>? sample = null;
        foreach (string line in File.ReadLines(path))
        {
            if (sample is null)
            {
                sample = line.Trim() == $"{Fence}csharp" ? [] : null;
            }
            else if (line.Trim() == Fence)
            {
                samples.Add(string.Join('\n', sample));
                sample = null;
            }
            else
            {
                sample.Add(line);
            }
        }

        samples.ShouldNotBeEmpty($"{readme} shows no C# sample.");
        return samples;
    }
}
