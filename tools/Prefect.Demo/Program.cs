using System.CommandLine;
using Prefect.Demo;
using Spectre.Console;

// A pipe or a file gets plain text, and long lines whole.
IAnsiConsole console = AnsiConsole.Console;
if (Console.IsOutputRedirected)
{
    console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No });
    console.Profile.Width = 1000;
}

Option<string> storage = new("--storage")
{
    Description = "The storage block to use, as in s3-bucket/landing. Default: a local folder, saved as local-file-system/demo.",
    HelpName = "SLUG/NAME",
};
RootCommand command = new("Registers and saves blocks, and runs a flow that loads them by name and summarises a folder of CSV files through them.") { storage };
command.SetAction(async (arguments, cancellationToken) =>
{
    try
    {
        return await new MainJob(console).RunAsync(arguments.GetValue(storage), cancellationToken) ? 0 : 1;
    }
    catch (Exception exception) when (exception is Prefect.Blocks.BlockException or Prefect.Flows.FlowException or ArgumentException or IOException)
    {
        console.MarkupLineInterpolated($"[red]{exception.Message}[/]");
        return 1;
    }
});
return await command.Parse(args).InvokeAsync();
