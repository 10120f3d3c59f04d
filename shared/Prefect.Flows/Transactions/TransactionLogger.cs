using Microsoft.Extensions.Logging;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>Where transactions and caches log when they are given no logger: with the run that goes on, if there is one.</summary>
internal static class TransactionLogger
{
    public static ILogger Current => RunContext.Current is { } run ? RunLogger.For(run) : PrefectLogging.CreateLogger(typeof(Transaction));
}
