using System.CommandLine;

namespace Prefect.Cli;

/// <summary>The options that more than one command has.</summary>
internal static class GlobalOptions
{
    public const string Profile = "--profile";
    public const string NoPrompt = "--no-prompt";

    public static void AddTo(RootCommand root)
    {
        root.Add(new Option<string?>(Profile, "-p") { Description = "Use this profile for the command.", HelpName = "NAME", Recursive = true });
        root.Add(new Option<bool>(NoPrompt) { Description = "Ask nothing, even at a terminal.", Recursive = true });
    }

    /// <summary>Makes the option that turns a command's results into JSON.</summary>
    public static Option<string?> Output()
    {
        Option<string?> output = new("--output", "-o") { Description = "Print JSON.", HelpName = "json" };
        output.Validators.Add(static result =>
        {
            string format = result.Tokens.Count > 0 ? result.Tokens[0].Value : "";
            if (!string.Equals(format, "json", StringComparison.OrdinalIgnoreCase))
            {
                result.AddError($"'{Printable.Short(format, 40)}' is no output format. The only one is json: --output json.");
            }
        });
        return output;
    }
}
