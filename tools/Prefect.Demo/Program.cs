using System.CommandLine;
using Prefect.Demo;
using Spectre.Console;

Option<string> storage = new("--storage")
{
    Description = "The storage block to use, as in s3-bucket/landing. Default: a local folder, saved as local-file-system/demo.",
    HelpName = "SLUG/NAME",
};
RootCommand command = new("Registers blocks, saves and loads them by name, and summarises a folder of CSV files through them.") { storage };
command.SetAction(async (arguments, cancellationToken) =>
{
    try
    {
        await new DemoJob(AnsiConsole.Console).RunAsync(arguments.GetValue(storage), cancellationToken);
        return 0;
    }
    catch (Exception exception) when (exception is Prefect.Blocks.BlockException or ArgumentException or IOException)
    {
        AnsiConsole.MarkupLineInterpolated($"[red]{exception.Message}[/]");
        return 1;
    }
});
return await command.Parse(args).InvokeAsync();
