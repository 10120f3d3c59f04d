using Microsoft.Extensions.Logging;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>Where transactions log when they are given no logger.</summary>
internal static class TransactionLogger
{
    public static ILogger Current => PrefectLogging.CreateLogger(typeof(Transaction));
}
