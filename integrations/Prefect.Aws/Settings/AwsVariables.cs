using System.Globalization;

namespace Prefect.Aws;

/// <summary>Reads settings by the names that they have in Prefect for Python.</summary>
/// <param name="find">Gives a variable of the environment, or null.</param>
internal sealed class AwsVariables(Func<string, string?> find)
{
    /// <summary>Gives a text, or null when there is none.</summary>
    public string? Text(string name) => find(name)?.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>Gives a truth value, or null when there is none.</summary>
    /// <exception cref="AwsConfigurationException">It is none.</exception>
    public bool? Truth(string name) => Text(name)?.ToUpperInvariant() switch
    {
        null => null,
        "FALSE" or "F" or "0" or "OFF" or "NO" or "N" => false,
        "TRUE" or "T" or "1" or "ON" or "YES" or "Y" => true,
        _ => throw new AwsConfigurationException(name, $"The environment variable {name} must be true or false."),
    };

    /// <summary>Gives a whole number, or null when there is none.</summary>
    /// <exception cref="AwsConfigurationException">It is none, or outside of its range.</exception>
    public int? Whole(string name, int least, int most)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most
            ? number
            : throw new AwsConfigurationException(
                name, string.Create(CultureInfo.InvariantCulture, $"The environment variable {name} must be a whole number from {least} to {most}."));
    }
}
