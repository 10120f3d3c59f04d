using System.Text.Json.Serialization;

namespace Prefect.Databricks;

/// <summary>How far a library is installed on a cluster. Values that this version does not know are kept as they are.</summary>
/// <param name="Value">The service's name of it.</param>
[JsonConverter(typeof(NamedValueConverter<LibraryInstallStatus>))]
public readonly record struct LibraryInstallStatus(string Value) : INamedValue<LibraryInstallStatus>
{
    /// <summary>Nothing was done yet.</summary>
    public static LibraryInstallStatus Pending { get; } = new("PENDING");

    /// <summary>What it needs is being found out.</summary>
    public static LibraryInstallStatus Resolving { get; } = new("RESOLVING");

    /// <summary>It is being installed.</summary>
    public static LibraryInstallStatus Installing { get; } = new("INSTALLING");

    /// <summary>It is there.</summary>
    public static LibraryInstallStatus Installed { get; } = new("INSTALLED");

    /// <summary>It is none for the cluster's version of Scala.</summary>
    public static LibraryInstallStatus Skipped { get; } = new("SKIPPED");

    /// <summary>It could not be installed.</summary>
    public static LibraryInstallStatus Failed { get; } = new("FAILED");

    /// <summary>It goes when the cluster starts again.</summary>
    public static LibraryInstallStatus UninstallOnRestart { get; } = new("UNINSTALL_ON_RESTART");

    static LibraryInstallStatus INamedValue<LibraryInstallStatus>.Of(string value) => new(value);

    /// <summary>Gives the service's name of it.</summary>
    public override string ToString() => Value ?? "";
}
