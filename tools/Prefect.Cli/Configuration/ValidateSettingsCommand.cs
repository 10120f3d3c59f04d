using Prefect.Client;

namespace Prefect.Cli;

/// <summary><c>config validate</c>: finds what is wrong with settings and profiles.</summary>
internal sealed class ValidateSettingsCommand : CliCommand
{
    public ValidateSettingsCommand(CliHost host)
        : base("validate", "Find what is wrong with settings and profiles.", host) => AddOutput();

    protected override bool RepairsSettings => true;

    protected override Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        List<SettingsIssue> issues = [];
        foreach (SettingsIssue issue in invocation.Settings.Issues.Concat(invocation.Settings.LoadProfiles().Validate()))
        {
            if (!issues.Exists(known => known.Message == issue.Message))
            {
                issues.Add(issue);
            }
        }

        Print(invocation, issues);
        return Task.FromResult(issues.Exists(issue => issue.IsError) ? ExitCodes.Failed : ExitCodes.Done);
    }

    private static void Print(Invocation invocation, List<SettingsIssue> issues)
    {
        if (!invocation.IsJson)
        {
            issues.ForEach(issue => invocation.Screen.Line($"{(issue.IsError ? "Error" : "Warning")}: {issue.Message}"));
            invocation.Screen.Line(issues.Count == 0 ? "Settings and profiles are in order." : $"{issues.Count} found.");
            return;
        }

        invocation.Screen.Json(json =>
        {
            json.WriteStartArray();
            foreach (SettingsIssue issue in issues)
            {
                json.WriteStartObject();
                json.WriteBoolean("is_error"u8, issue.IsError);
                json.WriteString("message"u8, issue.Message);
                json.WriteString("key"u8, issue.Key);
                json.WriteString("file"u8, issue.File);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }
}
