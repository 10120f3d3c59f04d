namespace Prefect.Gcp;

/// <summary>What Google's command line keeps on this machine.</summary>
internal sealed class GcloudFiles(GcpAccess access)
{
    private const string Core = "[core]";

    /// <summary>Path of the application default credentials, which need not be there.</summary>
    public string DefaultCredentials => Path.Combine(Folder, "application_default_credentials.json");

    private string Folder =>
        access.Variable("CLOUDSDK_CONFIG") is { Length: > 0 } folder ? folder
        : OperatingSystem.IsWindows() ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData), "gcloud")
        : Path.Combine(access.Variable("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config", "gcloud");

    /// <summary>The project of the active configuration; null when it has none, or cannot be read.</summary>
    public string? Project()
    {
        if (access.Variable("CLOUDSDK_CORE_PROJECT") is { Length: > 0 } told)
        {
            return told;
        }

        string configuration = access.Variable("CLOUDSDK_ACTIVE_CONFIG_NAME") is { Length: > 0 } named ? named : Read("active_config")?.Trim() ?? "default";
        return Read(Path.Combine("configurations", "config_" + configuration)) is { } text ? InCore(text, "project") : null;
    }

    private string? Read(string name)
    {
        try
        {
            return File.ReadAllText(Path.Combine(Folder, name));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? InCore(string text, string name)
    {
        bool isInCore = false;
        foreach (string line in text.Split('\n', StringSplitOptions.TrimEntries))
        {
            isInCore = line.StartsWith('[') ? line == Core : isInCore;
            if (isInCore && line.Split('=', 2, StringSplitOptions.TrimEntries) is [var key, { Length: > 0 } value] && key == name)
            {
                return value;
            }
        }

        return null;
    }
}
