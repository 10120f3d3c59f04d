using Prefect.Blocks;

namespace Prefect.Azure;

/// <summary>The environment variables of a container.</summary>
internal static class AciEnvironment
{
    /// <summary>Name, and either the secret value or the plain one.</summary>
    public static IEnumerable<(string Name, SecretString? Secret, string? Value)> Of(AciJob job)
    {
        foreach ((string name, string? value) in job.Env)
        {
            if (value is null || job.SecureEnv.ContainsKey(name))
            {
                continue;
            }

            yield return name is AciDefaults.ApiKey or AciDefaults.ApiAuthString ? (name, new SecretString(value), null) : (name, null, value);
        }

        foreach ((string name, SecretString secret) in job.SecureEnv)
        {
            yield return (name, secret, null);
        }
    }
}
