using System.CommandLine;

namespace Prefect.Cli;

/// <summary>The option that says how much a list shows.</summary>
internal static class Limits
{
    public static Option<int> Of(string what, int usual)
    {
        Option<int> limit = new("--limit") { Description = $"Most {what} to show.", HelpName = "NUMBER", DefaultValueFactory = _ => usual };
        limit.Validators.Add(static result =>
        {
            if (result.Tokens.Count > 0 && int.TryParse(result.Tokens[0].Value, out int number) && number < 1)
            {
                result.AddError($"'{number}' is no number of things to show: it must be 1 or more.");
            }
        });
        return limit;
    }
}
