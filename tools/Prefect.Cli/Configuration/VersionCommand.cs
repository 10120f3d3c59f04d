using System.CommandLine;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Prefect.Client;

namespace Prefect.Cli;

/// <summary><c>version</c>: says what is at work, without asking anybody.</summary>
internal sealed class VersionCommand : CliCommand
{
    /// <summary>Version of the server's API that the client speaks.</summary>
    private const string ApiVersion = "0.8.4";

    private readonly Option<bool> _omitIntegrations = new("--omit-integrations") { Description = "Leave the packages with blocks out." };

    public VersionCommand(CliHost host)
        : base("version", "Print the versions of the tool, the API and the packages with blocks.", host)
    {
        Add(_omitIntegrations);
        AddOutput();
    }

    protected override bool RepairsSettings => true;

    protected override Task<int> RunAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        PrefectSettings settings = invocation.Settings;
        (string Label, string Key, string Value)[] facts =
        [
            ("Version", "version", CommandTree.Version),
            ("API version", "api_version", ApiVersion),
            (".NET version", "dotnet_version", Environment.Version.ToString()),
            ("OS/Arch", "platform", RuntimeInformation.RuntimeIdentifier),
            ("Profile", "profile", settings.ProfileName),
            ("Server type", "server_type", settings.StoreKind == StoreKind.Embedded ? "embedded" : settings.IsCloud ? "cloud" : "server"),
            ("Store", "store", settings.StoreKind == StoreKind.Embedded ? settings.EmbeddedStore.StorePath : settings["api.url"].Display()),
        ];
        SortedDictionary<string, string> integrations = invocation.Get(_omitIntegrations) ? [] : Integrations(invocation.Host);
        if (invocation.IsJson)
        {
            PrintJson(invocation.Screen, facts, integrations);
            return Task.FromResult(ExitCodes.Done);
        }

        foreach ((string label, _, string value) in facts)
        {
            invocation.Screen.Line($"{label + ":",-16}{value}");
        }

        if (integrations.Count > 0)
        {
            invocation.Screen.Line("Integrations:");
        }

        foreach ((string name, string version) in integrations)
        {
            invocation.Screen.Line($"  {name + ":",-24}{version}");
        }

        return Task.FromResult(ExitCodes.Done);
    }

    private static void PrintJson(Screen screen, (string Label, string Key, string Value)[] facts, SortedDictionary<string, string> integrations) =>
        screen.Json(json =>
        {
            json.WriteStartObject();
            foreach ((_, string key, string value) in facts)
            {
                json.WriteString(key, value);
            }

            json.WriteStartObject("integrations"u8);
            foreach ((string name, string version) in integrations)
            {
                json.WriteString(name, version);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        });

    /// <summary>Finds the packages that declare blocks: those of the project in this folder, and those that come with the tool.</summary>
    private static SortedDictionary<string, string> Integrations(CliHost host)
    {
        SortedDictionary<string, string> found = new(StringComparer.Ordinal);
        foreach (FoundManifest package in new PackageFinder(host).FindAll())
        {
            string version = FileVersionInfo.GetVersionInfo(package.Path).ProductVersion ?? package.Manifest.Blocks[0].Schema.Version;
            found.TryAdd(Path.GetFileNameWithoutExtension(package.Path), version.Split('+')[0]);
        }

        return found;
    }
}
