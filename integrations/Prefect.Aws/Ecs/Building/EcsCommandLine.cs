using Prefect.Http;

namespace Prefect.Aws;

/// <summary>Commands of configurations and flow runs.</summary>
internal static class EcsCommandLine
{
    /// <exception cref="AwsConfigurationException">The command cannot be split into words.</exception>
    public static IReadOnlyList<string> Split(string line)
    {
        try
        {
            return CommandLine.Split(line);
        }
        catch (FormatException exception)
        {
            throw new AwsConfigurationException("command", exception.Message, exception);
        }
    }
}
