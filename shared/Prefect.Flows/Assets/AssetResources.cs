using System.Text.Json;

namespace Prefect.Flows;

/// <summary>Assets as the resources of events.</summary>
internal static class AssetResources
{
    public static Dictionary<string, string> Of(Asset asset)
    {
        Dictionary<string, string> labels = new(StringComparer.Ordinal) { [EventLabels.Id] = asset.Key };
        if (asset.Properties is not { } properties)
        {
            return labels;
        }

        Add(EventLabels.Name, properties.Name);
        Add("prefect.asset.description", properties.Description);
        Add("prefect.asset.url", properties.Url);
        Add("prefect.asset.owners", properties.Owners is { } owners ? PythonJson.Write(JsonSerializer.SerializeToElement(owners)) : null);
        return labels;

        void Add(string label, string? value)
        {
            if (value is not null)
            {
                labels[label] = value;
            }
        }
    }

    public static Dictionary<string, string> Related(string id, string role) =>
        new(StringComparer.Ordinal) { [EventLabels.Id] = id, [EventLabels.Role] = role };
}
