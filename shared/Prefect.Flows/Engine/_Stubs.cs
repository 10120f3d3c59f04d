using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
namespace Prefect.Flows;
internal static class RunLogger { public static ILogger For(RunContext c) => NullLogger.Instance; }
internal static class TagLimits { public static ValueTask<IAsyncDisposable?> AcquireAsync(TaskRunContext c, CancellationToken t) => default; }
