namespace Prefect.Client;

public static partial class SettingsCatalog
{
    private static SettingDefinition[] DotNetSettings() =>
    [
        Define("dotnet.store_path", SettingType.Path, null, "File of the embedded store; dotnet/store.db in the home folder unless set.", optional: true),
        Define("dotnet.runs_path", SettingType.Path, null, "File that runs of flows are kept in; dotnet/runs.db in the home folder unless set.", optional: true),
        Define("dotnet.record_runs", SettingType.Boolean, "true", "Keeps runs of flows and tasks, their states and logs."),
        Define("dotnet.run_retention", SettingType.Text, null, "How long ended runs are kept: days, or days.hours:minutes:seconds; for ever unless set.", optional: true),
        Define("dotnet.keys_path", SettingType.Path, null, "Folder of the keys that encrypt the embedded store; keys in the home folder unless set.", optional: true),
        Define("dotnet.key_ring", SettingType.Text, null, "The key ring itself, in place of the keys folder.", optional: true, secret: true),
    ];
}
