using Prefect.Http;

namespace Prefect.Azure;

/// <summary>Commands of configurations and flow runs.</summary>
internal static class AciCommandLine
{
    /// <exception cref="AzureConfigurationException">The command cannot be split into words.</exception>
    public static IReadOnlyList<string> Split(string line)
    {
        try
        {
            return CommandLine.Split(line);
        }
        catch (FormatException exception)
        {
            throw new AzureConfigurationException("command", exception.Message, exception);
        }
    }
}
