using Prefect.Blocks;
using Prefect.Flows;

namespace Prefect.Cli;

/// <summary>Turns what went wrong into a message and an exit code.</summary>
internal static class Failure
{
    /// <summary>Says on the error stream what went wrong, in one paragraph, and gives the exit code.</summary>
    public static int Report(Exception exception, CliHost host, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && cancellationToken.IsCancellationRequested)
        {
            host.Error.WriteLine("Interrupted.");
            return ExitCodes.Interrupted;
        }

        host.Error.WriteLine(Printable.Of(Describe(exception)));
        if (IsDebugging(host))
        {
            host.Error.WriteLine(Printable.Of(exception.ToString()));
        }

        return exception is UsageException or ArgumentException ? ExitCodes.WrongUsage : ExitCodes.Failed;
    }

    private static string Describe(Exception exception)
    {
        string message = Message(exception);
        bool isExplained = exception is BlockException or FlowException or UsageException or CommandFailedException or Client.SettingsException
            or ArgumentException or IOException or UnauthorizedAccessException;
        if (!isExplained)
        {
            message = $"The command failed: {message} Set PREFECT_DEBUG_MODE=1 to see where.";
        }

        for (Exception? inner = exception.InnerException; inner is not null; inner = inner.InnerException)
        {
            string cause = Message(inner);
            if (!message.Contains(cause, StringComparison.Ordinal))
            {
                message += $" Cause: {cause}";
            }
        }

        return message;
    }

    private static string Message(Exception exception)
    {
        string message = exception.Message.ReplaceLineEndings(" ").Trim();
        if (exception is ArgumentException { ParamName: { } parameter })
        {
            message = message.Replace($" (Parameter '{parameter}')", "", StringComparison.Ordinal);
        }

        return message.Length == 0 ? exception.GetType().Name : message;
    }

    private static bool IsDebugging(CliHost host) =>
        host.Variable("PREFECT_DEBUG_MODE") is { } value
        && (value is "1" || value.Equals("true", StringComparison.OrdinalIgnoreCase)
            || value.Equals("yes", StringComparison.OrdinalIgnoreCase) || value.Equals("on", StringComparison.OrdinalIgnoreCase));
}
