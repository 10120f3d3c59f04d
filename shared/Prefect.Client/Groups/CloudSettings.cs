namespace Prefect.Client;

/// <summary>How to reach Prefect Cloud.</summary>
public sealed class CloudSettings
{
    internal CloudSettings(SettingReader read)
    {
        ApiUrl = read.Required("cloud.api_url").TrimEnd('/');
        UiUrl = (read.Text("cloud.ui_url") ?? UiAddress.OfCloud(read.Required("cloud.api_url"))).TrimEnd('/');
        MaxLogSize = read.Whole("cloud.max_log_size");
    }

    /// <summary>Address of its API without a slash at its end.</summary>
    public string ApiUrl { get; }

    /// <summary>Address of its web interface without a slash at its end, derived from the API's unless set.</summary>
    public string UiUrl { get; }

    /// <summary>Longest log message it takes, in characters; 25,000 by default.</summary>
    public int MaxLogSize { get; }
}
