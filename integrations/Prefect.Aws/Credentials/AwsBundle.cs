using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;
using Amazon.Runtime.Internal.Util;

namespace Prefect.Aws;

/// <summary>
/// Finds the file of certificate authorities that this machine is set up with for Amazon's services: by <c>AWS_CA_BUNDLE</c>, or by
/// <c>ca_bundle</c> of a profile. The SDK for .NET knows neither.
/// </summary>
/// <param name="Path">Path of the file.</param>
/// <param name="Origin">What says so.</param>
internal sealed record AwsBundle(string Path, string Origin)
{
    private const string Variable = "AWS_CA_BUNDLE";
    private const string Setting = "ca_bundle";

    // The only profile whose section in the configuration file is not called "profile NAME".
    private const string Default = "default";

    /// <summary>Gives what holds for a profile, or for this process's where none is named; null when nothing says a file.</summary>
    public static AwsBundle? Find(string? profile)
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path)
        {
            return new AwsBundle(path, Variable);
        }

        string name = string.IsNullOrEmpty(profile) ? DefaultAWSCredentialsIdentityResolver.GetProfileName() : profile;
        string? set = Read(ConfigFile, isMarked: name != Default, name) ?? Read(CredentialsFile, isMarked: false, name);
        return set is null ? null : new AwsBundle(set, $"{Setting} of the profile '{name}'");
    }

    private static string ConfigFile => Environment.GetEnvironmentVariable("AWS_CONFIG_FILE") is { Length: > 0 } path
        ? path
        : System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".aws", "config");

    private static string CredentialsFile =>
        Environment.GetEnvironmentVariable("AWS_SHARED_CREDENTIALS_FILE") is { Length: > 0 } path ? path : SharedCredentialsFile.DefaultFilePath;

    // What cannot be read says nothing here: whoever looks for credentials in it tells.
    private static string? Read(string file, bool isMarked, string profile)
    {
        try
        {
            return File.Exists(file)
                && new ProfileIniFile(file, isMarked).TryGetSection(
                    profile, isSsoSession: false, isServicesSection: false, out Dictionary<string, string> settings, out _)
                && settings.FirstOrDefault(setting => setting.Key.Equals(Setting, StringComparison.OrdinalIgnoreCase)).Value is { Length: > 0 } path
                ? path
                : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return null;
        }
    }
}
