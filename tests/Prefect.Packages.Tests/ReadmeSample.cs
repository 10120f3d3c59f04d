namespace Prefect.Packages.Tests;

/// <summary>The programs that README files show.</summary>
internal static class ReadmeSample
{
    private const string Fence = "```";

    /// <summary>Gives the first C# sample of a README file.</summary>
    /// <param name="readme">Path below the root of the checkout.</param>
    public static string First(string readme)
    {
        string path = Path.Combine(Checkout.Root, readme);
        File.Exists(path).ShouldBeTrue($"There is no {readme}.");
        IEnumerable<string> rest = File.ReadLines(path).SkipWhile(line => line.Trim() != $"{Fence}csharp").Skip(1);
        string sample = string.Join('\n', rest.TakeWhile(line => line.Trim() != Fence));
        sample.ShouldNotBeNullOrWhiteSpace($"{readme} shows no C# sample.");
        return sample;
    }
}
