using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
namespace Prefect.Flows;
internal static class RunLogger { public static ILogger For(RunContext c) => NullLogger.Instance; }
internal static class RunNames { public static string Render(string t, IReadOnlyDictionary<string, object?> p) => t; }
internal static class RandomNames { public static string Next() => "some-name"; }
