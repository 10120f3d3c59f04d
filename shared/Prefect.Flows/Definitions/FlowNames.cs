using System.Buffers;

namespace Prefect.Flows;

/// <summary>The rules for names of flows and tasks.</summary>
internal static class FlowNames
{
    private static readonly SearchValues<char> s_banned = SearchValues.Create("/%&><");

    /// <exception cref="FlowNameException">The name breaks a rule.</exception>
    public static string Check(string? name, string parameter)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            throw new FlowNameException("A flow or task needs a name: give one that tells people what it does.", parameter);
        }

        return name.AsSpan().IndexOfAny(s_banned) is var at and >= 0
            ? throw new FlowNameException($"The name '{name}' holds '{name[at]}'. Names of flows and tasks do without / % & > <.", parameter)
            : name;
    }
}
