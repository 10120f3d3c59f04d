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

    /// <summary>Makes one program of all C# samples of a README file, each of which may use what is said to be there.</summary>
    /// <param name="readme">Path below the root of the checkout.</param>
    /// <param name="namespaces">What the samples take for granted.</param>
    /// <param name="fields">What is there when a sample begins, as declarations.</param>
    public static string Join(string readme, IEnumerable<string> namespaces, string fields)
    {
        IEnumerable<string> methods = All(readme).Select((sample, index) =>
            $"async Task Sample{index}()\n{{\n{string.Join('\n', sample.Split('\n').Where(line => !line.StartsWith("using Prefect.", StringComparison.Ordinal)))}\n}}\n");
        return $$"""
            {{string.Join('\n', namespaces.Select(name => $"using {name};"))}}

            _ = new Samples();

            internal sealed class Samples
            {
            {{fields}}
            {{string.Join('\n', methods)}}
            }
            """;
    }
}
