namespace Prefect.Flows;

/// <summary>Renders the templates of storage keys.</summary>
internal static class ResultKeyTemplate
{
    public static string Render(string template, TaskRunContext context, IReadOnlyDictionary<string, object?> parameters) =>
        throw new FlowConfigurationException(template + context + parameters);
}
