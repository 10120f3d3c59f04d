using System.CommandLine;
using System.CommandLine.Parsing;
using System.Reflection;

namespace Prefect.Cli;

/// <summary>The tree of commands, of which only the branch that was typed is built in full.</summary>
internal static class CommandTree
{
    /// <summary>How the tool is called.</summary>
    public const string Name = "dotnet prefect";

    /// <summary>The tool's version.</summary>
    public static string Version { get; } =
        typeof(CommandTree).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";

    public static RootCommand Build(string[] args, CliHost host)
    {
        RootCommand root = new("Works with Prefect blocks, runs, variables, artifacts, limits, profiles and settings.");
        GlobalOptions.AddTo(root);
        // Replaces the version option of the library, which prints the commit too.
        foreach (Option option in root.Options.ToArray())
        {
            if (option is VersionOption)
            {
                root.Options.Remove(option);
            }
        }

        root.Add(new Option<bool>("--version") { Description = "Print the version.", Action = new PrintVersion(host) });
        Add(root, args, new Command("block", "Register block types; list, create, check and delete blocks.") { Aliases = { "blocks" } }, BlockGroup.Fill, host);
        Add(root, args, new Command("profile", "Choose and edit profiles.") { Aliases = { "profiles" } }, ProfileGroup.Fill, host);
        Add(root, args, new Command("config", "Show and change settings."), ConfigurationGroup.Fill, host);
        Add(root, args, new Command("flow-run", "List, inspect, cancel, delete and draw runs of flows.") { Aliases = { "flow-runs" } }, RunGroups.FillFlowRuns, host);
        Add(root, args, new Command("task-run", "List and inspect runs of tasks.") { Aliases = { "task-runs" } }, RunGroups.FillTaskRuns, host);
        Add(root, args, new Command("variable", "Set, show and unset variables.") { Aliases = { "variables" } }, VariableGroup.Fill, host);
        Add(root, args, new Command("artifact", "Show and delete what runs left behind.") { Aliases = { "artifacts" } }, ArtifactGroup.Fill, host);
        Add(root, args, new Command("concurrency-limit", "Limit how many tasks with a tag run at once.") { Aliases = { "concurrency-limits" } }, TagLimitGroup.Fill, host);
        Add(root, args, new Command("global-concurrency-limit", "Limit how much of something happens at once.") { Aliases = { "gcl" } }, GlobalLimitGroup.Fill, host);
        root.Add(new VersionCommand(host));
        if (args.Length == 0)
        {
            root.SetAction(_ => root.Parse("--help").Invoke(new InvocationConfiguration { Output = host.Output, Error = host.Error }));
        }

        return root;
    }

    /// <summary>A command as it is typed, with those that it stands under.</summary>
    public static string PathOf(CommandResult result)
    {
        string path = "";
        for (SymbolResult? step = result; step is CommandResult command; step = command.Parent)
        {
            path = command.Command is RootCommand ? Name + path : $" {command.Command.Name}{path}";
        }

        return path;
    }

    private static void Add(RootCommand root, string[] args, Command group, Action<Command, CliHost> fill, CliHost host)
    {
        if (Array.Exists(args, arg => arg == group.Name || group.Aliases.Contains(arg) || arg.StartsWith('[')))
        {
            fill(group, host);
        }

        root.Add(group);
    }

    private sealed class PrintVersion(CliHost host) : System.CommandLine.Invocation.SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            host.Output.WriteLine(Version);
            return ExitCodes.Done;
        }
    }
}
