using Prefect.Client;

namespace Prefect.Cli;

/// <summary><c>profile populate-defaults</c>.</summary>
internal sealed class PopulateProfilesCommand(CliHost host)
    : CliCommand("populate-defaults", "Write the profiles that come with Prefect into the profiles file.", host)
{
    protected override bool RepairsSettings => true;

    protected override Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        ProfileCollection profiles = invocation.Settings.LoadProfiles();
        profiles.PopulateDefaults();
        profiles.Save();
        invocation.Screen.Line($"The profiles that come with Prefect are in {profiles.Path}.");
        return Task.FromResult(ExitCodes.Done);
    }
}
