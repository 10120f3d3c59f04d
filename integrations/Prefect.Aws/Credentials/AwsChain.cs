using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;

namespace Prefect.Aws;

/// <summary>
/// Finds credentials of this machine where the SDK does, in its order. The SDK passes over a place that is set up and broken, and says
/// last that the metadata of the instance are missing; here that place is what the error is about.
/// </summary>
internal static class AwsChain
{
    private const string KeyVariable = "AWS_ACCESS_KEY_ID";
    private const string SecretVariable = "AWS_SECRET_ACCESS_KEY";

    /// <exception cref="AwsException">The place that is set up cannot be used.</exception>
    public static AWSCredentials Open()
    {
        bool hasKey = IsSet(KeyVariable);
        if (hasKey != IsSet(SecretVariable))
        {
            throw new AwsConfigurationException(
                "aws_access_key_id", $"The environment has only one of {KeyVariable} and {SecretVariable}: set both of them or none.");
        }

        if (hasKey)
        {
            return new EnvironmentVariablesAWSCredentials();
        }

        if (IsSet(AssumeRoleWithWebIdentityCredentials.WebIdentityTokenFileEnvVariable)
            && IsSet(AssumeRoleWithWebIdentityCredentials.RoleArnEnvVariable))
        {
            return Link(AwsLink.WebIdentity, AssumeRoleWithWebIdentityCredentials.FromEnvironmentVariables);
        }

        return OpenProfile(DefaultAWSCredentialsIdentityResolver.GetProfileName())
            ?? (IsSet("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") || IsSet("AWS_CONTAINER_CREDENTIALS_FULL_URI")
                ? Link(AwsLink.Container, () => new GenericContainerCredentials())
                : new LinkCredentials(AwsLink.Instance, static () => DefaultAWSCredentialsIdentityResolver.GetCredentials()));
    }

    /// <summary>Opens a profile that the block names.</summary>
    /// <exception cref="AwsConfigurationException">There is no such profile, or it holds no credentials.</exception>
    /// <exception cref="AwsException">The profile cannot be used.</exception>
    public static AWSCredentials OpenProfile(string name, out string? region)
    {
        CredentialProfileStoreChain profiles = new();
        if (!profiles.TryGetProfile(name, out CredentialProfile profile) || !profile.CanCreateAWSCredentials)
        {
            throw new AwsConfigurationException(
                "profile_name",
                $"There is no usable profile '{name}' in the AWS configuration files of this machine (~/.aws/config and ~/.aws/credentials). Add it there, or set another profile_name.");
        }

        region = profile.Region?.SystemName;
        return Open(profile, profiles);
    }

    // The default profile often holds a region alone. One that AWS_PROFILE names is meant.
    private static AWSCredentials? OpenProfile(string name)
    {
        CredentialProfileStoreChain profiles = new();
        bool isThere = profiles.TryGetProfile(name, out CredentialProfile profile);
        if (isThere && profile.CanCreateAWSCredentials)
        {
            return Open(profile, profiles);
        }

        return isThere || name == "default"
            ? null
            : throw new AwsConfigurationException(
                "profile_name",
                $"There is no profile '{name}', which AWS_PROFILE names, in the AWS configuration files of this machine (~/.aws/config and ~/.aws/credentials).");
    }

    private static AWSCredentials Open(CredentialProfile profile, CredentialProfileStoreChain profiles)
    {
        try
        {
            AWSCredentials credentials = profile.GetAWSCredentials(profiles);
            return credentials is BasicAWSCredentials or SessionAWSCredentials
                ? credentials
                : new LinkCredentials(AwsLink.Profile(profile.Name, credentials), credentials);
        }
        catch (Exception exception) when (LinkCredentials.IsOfLink(exception))
        {
            throw LinkCredentials.Describe(AwsLink.Profile(profile.Name), exception);
        }
    }

    private static LinkCredentials Link(AwsLink link, Func<AWSCredentials> open)
    {
        try
        {
            return new LinkCredentials(link, open());
        }
        catch (Exception exception) when (LinkCredentials.IsOfLink(exception))
        {
            throw LinkCredentials.Describe(link, exception);
        }
    }

    private static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));
}
