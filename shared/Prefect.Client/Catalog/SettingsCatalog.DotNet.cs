namespace Prefect.Client;

public static partial class SettingsCatalog
{
    private static SettingDefinition[] DotNetSettings() =>
    [
        Define("dotnet.store_path", SettingType.Path, null, "File of the embedded store; dotnet/store.db in the home folder unless set.", optional: true),
        Define("dotnet.keys_path", SettingType.Path, null, "Folder of the keys that encrypt the embedded store; keys in the home folder unless set.", optional: true),
        Define("dotnet.key_ring", SettingType.Text, null, "The key ring itself, in place of the keys folder.", optional: true, secret: true),
    ];
}
