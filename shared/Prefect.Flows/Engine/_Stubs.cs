namespace Prefect.Flows;
internal static class TagLimits { public static ValueTask<IAsyncDisposable?> AcquireAsync(TaskRunContext c, CancellationToken t) => default; }
internal static class RunNames { public static string Render(string t, IReadOnlyDictionary<string, object?> p) => t; }
internal static class RandomNames { public static string Next() => "some-name"; }
