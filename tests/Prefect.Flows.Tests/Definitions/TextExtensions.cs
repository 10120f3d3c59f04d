namespace Prefect.Flows.Tests;

internal static class TextExtensions
{
    public static string Repeat(this string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
