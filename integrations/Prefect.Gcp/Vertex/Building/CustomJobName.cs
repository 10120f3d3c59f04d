using System.Text.RegularExpressions;

namespace Prefect.Gcp;

/// <summary>The parts of a custom job's name.</summary>
internal sealed partial record CustomJobName(string Project, string Location, string Id)
{
    /// <exception cref="FormatException">It has not the form of such a name.</exception>
    public static CustomJobName Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text)
            ?? throw new FormatException("This names no custom job of Vertex AI: names have the form 'projects/PROJECT/locations/REGION/customJobs/ID', as a run's identifier prints itself.");
    }

    public static CustomJobName? TryParse(string text) => Form().Match(text) is { Success: true } match
        ? new CustomJobName(match.Groups["project"].Value, match.Groups["location"].Value, match.Groups["id"].Value)
        : null;

    /// <summary>The page of the job in the console.</summary>
    public Uri Console => new($"https://console.cloud.google.com/ai/platform/locations/{Location}/training/{Id}?project={Uri.EscapeDataString(Project)}");

    /// <summary>The page with what its containers printed.</summary>
    public Uri Logs => new(
        "https://console.cloud.google.com/logs/query;query="
        + Uri.EscapeDataString($"resource.labels.job_id=\"{Id}\"")
        + $"?project={Uri.EscapeDataString(Project)}");

    public string Path => GooglePath.Of($"v1/projects/{Project}/locations/{Location}/customJobs/{Id}");

    public override string ToString() => $"projects/{Project}/locations/{Location}/customJobs/{Id}";

    [GeneratedRegex(
        @"\Aprojects/(?<project>[a-z0-9.:-]{1,80})/locations/(?<location>[a-z]{1,20}(-[a-z0-9]{1,20}){1,3})/customJobs/(?<id>[a-zA-Z0-9_-]{1,80})\z",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Form();
}
