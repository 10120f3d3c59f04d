namespace Prefect.Flows;

/// <summary>Cuts what a message repeats from its caller.</summary>
internal static class Quoted
{
    private const int Longest = 100;

    public static string Short(string text) => text.Length <= Longest ? text : string.Concat(text.AsSpan(0, Longest), "…");
}
