using Microsoft.Extensions.Logging;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>Says that a logger whose entries belong to runs was used outside one.</summary>
internal sealed partial class MissingRun(string category)
{
    private int _isSaid;

    /// <summary>Does what the setting says: warns (once), fails, or does nothing.</summary>
    /// <exception cref="MissingContextException">The setting is <c>error</c>.</exception>
    public void Report(string whenMissing)
    {
        switch (whenMissing)
        {
            case "error":
                throw new MissingContextException(
                    $"The logger '{category}' was used outside runs. Use it inside a flow or task, take it out of the setting logging.extra_loggers, or set logging.to_api.when_missing_flow to warn or ignore.");
            case "warn" when Interlocked.Exchange(ref _isSaid, 1) == 0:
                Outside(PrefectLogging.CreateLogger("logging"), category);
                break;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The logger {Name} was used outside runs, so no run keeps what it wrote. Set logging.to_api.when_missing_flow to ignore to hear no more of it.")]
    private static partial void Outside(ILogger logger, string name);
}
