using Prefect.Blocks;

namespace Prefect.Dbt;

/// <summary>A folder with a copy of <c>profiles.yml</c> in which references to blocks and variables are followed.</summary>
public sealed class ResolvedProfiles : IDisposable
{
    private ResolvedProfiles(string directory, IReadOnlyDictionary<string, string> variables)
    {
        DirectoryPath = directory;
        Variables = variables;
        Environment = variables.ToDictionary(variable => variable.Key, variable => new SecretString(variable.Value), StringComparer.Ordinal);
    }

    /// <summary>The folder, which nobody but its owner can read. It holds no value of a block.</summary>
    public string DirectoryPath { get; }

    /// <summary>The variables that dbt has to have in its environment for the copy, by their names.</summary>
    public IReadOnlyDictionary<string, SecretString> Environment { get; }

    /// <summary>The variables in clear. Those that are secrets are known to the masker.</summary>
    internal IReadOnlyDictionary<string, string> Variables { get; }

    /// <summary>Removes the folder.</summary>
    public void Dispose()
    {
        if (Directory.Exists(DirectoryPath))
        {
            Directory.Delete(DirectoryPath, recursive: true);
        }
    }

    internal static async Task<ResolvedProfiles> CreateAsync(string profilesDir, CancellationToken cancellationToken)
    {
        string path = ProfilesFile.In(profilesDir);
        string text = await YamlDocument.ReadTextAsync(path, cancellationToken).ConfigureAwait(false);
        ProfilePlaceholders placeholders = new(path);
        string resolved = await placeholders.ResolveAsync(text, cancellationToken).ConfigureAwait(false);

        // Readable by its owner alone.
        string folder = Directory.CreateTempSubdirectory("prefect-dbt-").FullName;
        ResolvedProfiles profiles = new(folder, placeholders.Environment);
        try
        {
            await ProfilesFile.WriteAsync(folder, resolved, cancellationToken).ConfigureAwait(false);
            return profiles;
        }
        catch
        {
            profiles.Dispose();
            throw;
        }
    }
}
