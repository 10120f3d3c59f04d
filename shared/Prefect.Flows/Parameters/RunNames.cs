using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>Makes names of runs, and keys of their results, from templates such as <c>load-{folder}-{date:%Y-%m-%d}</c>.</summary>
internal static class RunNames
{
    /// <summary>Fills a template with the arguments of a call.</summary>
    /// <exception cref="ArgumentException">The template is malformed, names what is not there, or formats a value in a way that it has not.</exception>
    public static string Render(string template, IReadOnlyDictionary<string, object?> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        return Render(template, parameters.TryGetValue);
    }

    /// <summary>
    /// Fills a template with what a look-up gives. Where that is a <see cref="TemplateLookup"/> itself, members and keys are looked
    /// up in it, as in <c>{flow_run.name}</c> or <c>{parameters[folder]}</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The template is malformed, names what is not there, or formats a value in a way that it has not.</exception>
    public static string Render(string template, TemplateLookup roots) => SecretMasker.Mask(NameTemplate.Parse(template).Render(roots));

    /// <summary>Checks a template where a flow or task is defined: its names are those of parameters.</summary>
    /// <exception cref="ArgumentException">The template is malformed, or names what is no parameter.</exception>
    public static void Check(string template, IReadOnlyList<ParameterDefinition> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        foreach (string name in NameTemplate.Parse(template).Names)
        {
            if (!parameters.Any(parameter => parameter.Name == name))
            {
                string known = parameters.Count == 0 ? "there are no parameters" : $"the parameters are {string.Join(", ", parameters.Select(parameter => parameter.Name))}";
                throw new ArgumentException($"The template '{template}' names '{name}', but {known}. Write {{{{ and }}}} for braces that are meant as such.", nameof(template));
            }
        }
    }
}
