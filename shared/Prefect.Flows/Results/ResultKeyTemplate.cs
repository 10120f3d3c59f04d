namespace Prefect.Flows;

/// <summary>Fills the templates of storage keys with the arguments of the call, and with what code can ask about its run.</summary>
internal static class ResultKeyTemplate
{
    public static string Render(string template, IReadOnlyDictionary<string, object?> parameters)
    {
        TemplateLookup arguments = parameters.TryGetValue;
        return RunNames.Render(template, Lookup);

        bool Lookup(string name, out object? value)
        {
            value = name == "parameters" ? arguments : null;
            return value is not null || PrefectRuntime.Lookup(name, out value);
        }
    }
}
