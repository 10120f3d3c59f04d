using System.CommandLine;
using Prefect.Flows;

namespace Prefect.Cli;

/// <summary>What the commands that list runs have in common.</summary>
internal static class RunListOptions
{
    public static Option<int> Limit(int standard)
    {
        Option<int> limit = new("--limit") { Description = $"Most runs to list; {standard} unless given.", HelpName = "N", DefaultValueFactory = _ => standard };
        limit.Validators.Add(static result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out int value) && value < 1)
            {
                result.AddError("--limit is a number of 1 or more.");
            }
        });
        return limit;
    }

    public static Option<string[]> States(string what) =>
        new("--state") { Description = $"List {what} in this state only: a type such as FAILED or a name such as TimedOut. May be repeated.", HelpName = "STATE" };

    /// <summary>Tells types of states from names.</summary>
    public static (List<StateType> Types, List<string> Names) Split(string[]? typed)
    {
        (List<StateType> types, List<string> names) = ([], []);
        foreach (string text in typed ?? [])
        {
            if (text.Length > 0 && RunText.Type(text) is { } type)
            {
                types.Add(type);
            }
            else
            {
                names.Add(text);
            }
        }

        return (types, names);
    }
}
