namespace Prefect.Flows;
internal static class RunNames { public static string Render(string t, IReadOnlyDictionary<string, object?> p) => t; }
internal static class RandomNames { public static string Next() => "some-name"; }
