namespace Prefect.Flows;

/// <summary>Names of labels that resources of events carry.</summary>
internal static class EventLabels
{
    public const string Id = "prefect.resource.id";
    public const string Name = "prefect.resource.name";
    public const string Role = "prefect.resource.role";
}
