using Prefect.Http;

namespace Prefect.Gcp;

/// <summary>Commands of configurations and flow runs.</summary>
internal static class GcpCommandLine
{
    /// <param name="line">The command line.</param>
    /// <param name="field">The property that it stands in.</param>
    /// <exception cref="GcpConfigurationException">The command cannot be split into words.</exception>
    public static IReadOnlyList<string> Split(string line, string field)
    {
        try
        {
            return CommandLine.Split(line);
        }
        catch (FormatException exception)
        {
            throw new GcpConfigurationException(field, exception.Message, exception);
        }
    }
}
