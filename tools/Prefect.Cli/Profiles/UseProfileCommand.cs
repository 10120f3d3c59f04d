using System.CommandLine;
using Prefect.Client;

namespace Prefect.Cli;

/// <summary><c>profile use</c>: makes a profile the active one, and says whether its server answers.</summary>
internal sealed class UseProfileCommand : CliCommand
{
    private readonly Argument<string> _name = new("NAME") { Description = "Name of the profile." };

    public UseProfileCommand(CliHost host)
        : base("use", "Make a profile the active one.", host) => Add(_name);

    protected override bool RepairsSettings => true;

    protected override async Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        string name = invocation.Get(_name)!;
        ProfileCollection profiles = invocation.Settings.LoadProfiles();
        profiles.Use(name);
        profiles.Save();
        invocation.Screen.Line($"The active profile is now '{name}'.");

        PrefectSettings settings = invocation.LoadSettings(name);
        if (invocation.Host.Variable("PREFECT_PROFILE") is { } forced && forced != name)
        {
            invocation.Screen.Note($"PREFECT_PROFILE is set to '{forced}' and wins as long as it is.");
        }

        if (settings.StoreKind == StoreKind.Embedded)
        {
            invocation.Screen.Line($"It works with the embedded store in {settings.EmbeddedStore.StorePath}.");
            return ExitCodes.Done;
        }

        Invocation.KeepSecret(settings);
        invocation.Screen.Line(await new ServerProbe(settings).AskAsync(cancellationToken));
        return ExitCodes.Done;
    }
}
