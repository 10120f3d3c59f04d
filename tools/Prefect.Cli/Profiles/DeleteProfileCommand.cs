using System.CommandLine;
using Prefect.Client;

namespace Prefect.Cli;

/// <summary><c>profile delete</c>.</summary>
internal sealed class DeleteProfileCommand : CliCommand
{
    private readonly Argument<string> _name = new("NAME") { Description = "Name of the profile." };

    public DeleteProfileCommand(CliHost host)
        : base("delete", "Delete a profile that is not in use.", host) => Add(_name);

    protected override bool RepairsSettings => true;

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        string name = invocation.Get(_name)!;
        ProfileCollection profiles = invocation.Settings.LoadProfiles();
        profiles.Delete(name);
        if (invocation.Prompter.CanAsk && !await invocation.Prompter.ConfirmAsync($"Delete the profile '{name}'?", cancellationToken))
        {
            throw new CommandFailedException("Nothing was deleted.");
        }

        profiles.Save();
        invocation.Screen.Line($"Deleted the profile '{name}'.");
        return ExitCodes.Done;
    }
}
