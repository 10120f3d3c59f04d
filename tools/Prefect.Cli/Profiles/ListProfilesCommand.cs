using Prefect.Client;

namespace Prefect.Cli;

/// <summary><c>profile ls</c>.</summary>
internal sealed class ListProfilesCommand : CliCommand
{
    public ListProfilesCommand(CliHost host)
        : base("ls", "List the profiles.", host)
    {
        Aliases.Add("list");
        AddOutput();
    }

    protected override bool RepairsSettings => true;

    protected override Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        ProfileCollection profiles = invocation.Settings.LoadProfiles();
        if (invocation.IsJson)
        {
            invocation.Screen.Json(json =>
            {
                json.WriteStartArray();
                foreach (string name in profiles.Names)
                {
                    json.WriteStartObject();
                    json.WriteString("name"u8, name);
                    json.WriteBoolean("is_active"u8, name == profiles.CurrentName);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            });
            return Task.FromResult(ExitCodes.Done);
        }

        TextTable table = new(null, "Available Profiles:");
        foreach (string name in profiles.Names)
        {
            table.Row(name == profiles.CurrentName ? $"* {name}" : $"  {name}");
        }

        invocation.Screen.Table(table);
        invocation.Screen.Line("* the profile in use");
        return Task.FromResult(ExitCodes.Done);
    }
}
